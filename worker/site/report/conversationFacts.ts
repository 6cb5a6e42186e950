import { type CreditSource, giveCredited } from './credits.ts';
import { NOBODYS } from './labels.ts';
import { hourLabel, NO_VALUES } from './places.ts';

/**
 * Calls from our side that were answered: conversations, beside the inbound ones that are contacts. They are credited as
 * the earliest contact of their lead is; those of nobody's lead stand in the row of callers of whom nothing is known.
 */

/** Every time zone there is lies whole quarters of an hour from UTC, so these tell days and hours apart. */
const QUARTER = 15 * 60_000;
const MOMENT = `calls.ringing_at / ${QUARTER} * ${QUARTER}`;
const MILLION = 1_000_000;
const ANSWERED = `calls.direction = 'out' AND calls.status = 'answered'`;

export const conversationFacts = async (source: CreditSource): Promise<void> => {
  const { sql, plan, keys, groups, calendar } = source;
  if (!plan.facts.has('conversations')) return;
  const ofLead = plan.query.basis === 'lead';
  const between = [calendar.startOf(plan.from), calendar.startOf(plan.to + 1) - 1];
  await giveCredited(source, {
    from: `calls CROSS JOIN contacts ON contacts.id = calls.lead ${plan.needs.lead ? 'LEFT JOIN leads ON leads.id = calls.lead' : ''}`,
    where: `${ANSWERED} AND ${ofLead ? 'contacts.lead_day' : 'calls.ringing_at'} BETWEEN ? AND ?`,
    bindings: ofLead ? [plan.from, plan.to] : between,
    day: ofLead ? 'contacts.lead_day' : { moment: MOMENT },
    at: ofLead ? 'contacts.at' : MOMENT,
    counts: { conversations: '1' },
    lead: {
      owner: `coalesce(leads.owner, '')`,
      product: `coalesce(leads.product, '')`,
      lossReason: `coalesce(leads.loss_reason, '')`,
    },
  });
  const nobodys = sql
    .exec<{ moment: number; calls: number }>(
      `SELECT ${MOMENT} AS moment, count(*) AS calls FROM calls
       WHERE ${ANSWERED} AND lead = '' AND ringing_at BETWEEN ? AND ? GROUP BY 1`,
      ...between,
    )
    .toArray();
  for (const { moment, calls } of nobodys) {
    const values =
      plan.needs.visit || plan.needs.lead
        ? { ...NO_VALUES, hour: plan.asked.has('hour') ? hourLabel(calendar.hourOf(moment)) : '' }
        : undefined;
    const row = keys.idOf(NOBODYS, plan.needs.day ? calendar.dayOf(moment) : 0, values);
    groups.add(row, 'conversations', calls * MILLION);
  }
};
