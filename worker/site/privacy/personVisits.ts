/** Which browsers and which visits are a person's. */

/** More probably than not: a call that was as likely another's tells nothing of its visitors. */
const SURE = 500_000;

/** A visit as its visitor's history has it. */
export interface PlacedVisit extends Record<string, SqlStorageValue> {
  visit: string;
  visitor: string;
  started_at: number;
  ad: number;
}

export interface PersonVisits {
  /** Browsers in which nobody else that is known left a contact. */
  own: string[];
  /** The person's visits: all of those browsers, and of others the ones they left a contact in. */
  visits: PlacedVisit[];
}

/** @param contacts ids of all the person's contacts */
export const visitsOfPerson = (sql: SqlStorage, contacts: readonly string[]): PersonVisits => {
  const ids = JSON.stringify(contacts);
  const own = sql
    .exec<{ visitor: string }>(
      `SELECT DISTINCT visitor FROM contacts AS theirs
       WHERE id IN (SELECT value FROM json_each(?1)) AND visitor <> '' AND share > ?2 AND NOT EXISTS (
         SELECT 1 FROM contacts AS others WHERE others.visitor = theirs.visitor AND others.share > ?2
           AND others.id NOT IN (SELECT value FROM json_each(?1)) AND others.id NOT IN (SELECT id FROM erased))`,
      ids,
      SURE,
    )
    .toArray()
    .map(({ visitor }) => visitor);
  const visits = sql
    .exec<PlacedVisit>(
      `SELECT visit, visitor, started_at, ad FROM visitor_visits WHERE visitor IN (SELECT value FROM json_each(?))
       UNION SELECT history.visit, history.visitor, started_at, ad FROM contacts
         JOIN visitor_visits AS history ON history.visitor = contacts.visitor AND history.visit = contacts.visit
         WHERE id IN (SELECT value FROM json_each(?)) AND share > ?
       ORDER BY started_at, visit`,
      JSON.stringify(own),
      ids,
      SURE,
    )
    .toArray();
  return { own, visits };
};
