import { phoneOf } from '../../phones.ts';
import { emailOf } from '../contactStore.ts';
import type { Submission } from '../spam/quarantine.ts';

/** What was held back as spam and bears a person's phone or e-mail, or came from their browser. */
export const suspectsOfPerson = (
  sql: SqlStorage,
  { contacts, own }: { contacts: readonly string[]; own: readonly string[] },
  country: string,
): Submission[] => {
  const details = sql
    .exec<{ phone: string; email: string }>(
      'SELECT phone, email FROM contact_details WHERE id IN (SELECT value FROM json_each(?))',
      JSON.stringify(contacts),
    )
    .toArray();
  const known = new Set([...details.flatMap(({ phone, email }) => [phone, email]), ...own].filter(Boolean));
  return sql
    .exec<{ submission: string }>(`SELECT submission FROM quarantine WHERE submission <> '' ORDER BY at, id`)
    .toArray()
    .map(({ submission }) => JSON.parse(submission) as Submission)
    .filter(({ visit, contact: { fields } }) =>
      [phoneOf(fields.phone, country), emailOf(fields.email), visit.visitor].some((one) => known.has(one)),
    );
};
