import type { SaleEntry } from '../../shared/leads.ts';
import { may, type Scope } from '../../shared/people.ts';

/** What sales left after what was sold was paid for is for those who may see figures: whoever sells sees the revenue. */
export const salesFor = <T extends { sales: SaleEntry[] }>(scopes: readonly Scope[], lead: T): T =>
  may(scopes, 'report') ? lead : { ...lead, sales: lead.sales.map(({ profit: _, ...sale }) => sale) };
