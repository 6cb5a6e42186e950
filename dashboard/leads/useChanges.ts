import type { LeadStory } from '../../shared/leadStory.ts';
import type { LeadChange, LogEntry, Sale, SaleEntry } from '../../shared/leads.ts';
import type { Failure, Result } from '../api.ts';
import { useReading } from '../reading.ts';
import { saveFile } from '../saveFile.ts';
import { useSite } from '../site.ts';
import { toast } from '../toasts.ts';
import { api, type EnteredLead } from './api.ts';
import { usePage } from './page.ts';
import type { OpenStory } from './useStory.ts';

/** What a salesperson does to leads: each thing is done at once, said, and can be taken back where that is possible. */

export interface Changes {
  state(story: LeadStory, change: LeadChange, said: string): Promise<boolean>;
  removeEntry(story: LeadStory, entry: LogEntry): Promise<void>;
  sell(story: LeadStory, sale: Sale, said: string): Promise<Failure | null>;
  removeSale(story: LeadStory, sale: string): Promise<void>;
  merge(story: LeadStory, other: string): Promise<boolean>;
  unmerge(story: LeadStory, merge: string): Promise<void>;
  split(story: LeadStory, contact: string): Promise<void>;
  unsplit(story: LeadStory, contact: string): Promise<void>;
  erase(story: LeadStory): Promise<boolean>;
  savePerson(story: LeadStory): Promise<void>;
  /** The lead that it became, or what was wrong. */
  enter(entered: EnteredLead): Promise<{ lead: string } | { failure: Failure }>;
}

/** An entry as it would be stated again. */
const changeOf = ({ kind, value, reason, time }: LogEntry): LeadChange => {
  const at = Date.parse(time);
  if (kind === 'value') return { value: value === '' ? null : Number(value) / 10_000, at };
  // What stands in a log is a stage that there is.
  if (kind === 'stage') return { stage: value as LeadChange['stage'], ...(reason && { lossReason: reason }), at };
  return { [kind]: value, at };
};

/** A sale as it would be stated again; null where not all of it is known: its profit, or what that was in another currency. */
export const saleAgain = ({ sale, day, revenue, profit, units, product, stated }: SaleEntry): Sale | null =>
  profit === undefined || stated
    ? null
    : { id: sale, day, revenue, profit: String(profit), units, ...(product && { product }) };

export const useChanges = ({ apply, again }: Pick<OpenStory, 'apply' | 'again'>): Changes => {
  const { site, onEnded } = useSite();
  const reading = useReading();
  const { words } = usePage();

  const complain = (failure: Failure): void => {
    if (failure.kind === 'unauthorized') {
      onEnded();
      return;
    }
    const own = failure.errors?.map(({ field, detail }) => `${field}: ${detail}`).join('; ');
    toast({ text: [reading.words.failed[failure.kind], own].filter(Boolean).join(' '), failed: true });
  };
  /** Whether it was done; what was not is said. */
  const done = async <T>(asked: Promise<Result<T>>): Promise<T | undefined> => {
    const result = await asked;
    if (!result.ok) complain(result.failure);
    again();
    return result.ok ? result.value : undefined;
  };
  const takeBack = async (lead: string, entries: readonly LogEntry[]): Promise<void> => {
    for (const { id } of entries) await done(api.takeBack(site, lead, id));
  };

  return {
    async state({ lead, log }, change, said) {
      const result = await api.change(site, lead, change);
      if (!result.ok) {
        complain(result.failure);
        return false;
      }
      apply(result.value);
      const stood = new Set(log.map(({ id }) => id));
      const made = result.value.log.filter(({ id }) => !stood.has(id));
      // What stood already was not stated again.
      if (made.length > 0) toast({ text: said, undo: () => void takeBack(lead, made) });
      return true;
    },
    async removeEntry({ lead }, entry) {
      if ((await done(api.takeBack(site, lead, entry.id))) === undefined) return;
      toast({ text: words.saidRemoved, undo: () => void done(api.change(site, lead, changeOf(entry))) });
    },
    async sell({ lead }, sale, said) {
      const result = await api.sell(site, lead, sale);
      if (!result.ok) return result.failure;
      again();
      toast({ text: said, undo: () => void done(api.removeSale(site, lead, result.value.sale)) });
      return null;
    },
    async removeSale({ lead, sales }, id) {
      const sale = sales.find((one) => one.sale === id);
      if (!sale || (await done(api.removeSale(site, lead, id))) === undefined) return;
      const before = saleAgain(sale);
      toast({
        text: words.saidSaleRemoved,
        ...(before && { undo: () => void done(api.sell(site, lead, before)) }),
      });
    },
    async merge({ lead }, other) {
      const result = await done(api.merge(site, lead, other));
      if (!result) return false;
      toast({ text: words.saidMerged, undo: () => void done(api.unmerge(site, result.lead, result.merge)) });
      return true;
    },
    async unmerge({ lead, merges }, id) {
      const [one, other] = merges.find(({ merge }) => merge === id)?.contacts ?? [];
      if ((await done(api.unmerge(site, lead, id))) === undefined || !one || !other) return;
      toast({ text: words.saidUnmerged, undo: () => void done(api.merge(site, one, other)) });
    },
    async split({ lead }, contact) {
      if ((await done(api.split(site, lead, contact))) === undefined) return;
      toast({ text: words.saidSplit, undo: () => void done(api.unsplit(site, contact, contact)) });
    },
    async unsplit({ lead }, contact) {
      if ((await done(api.unsplit(site, lead, contact))) === undefined) return;
      toast({ text: words.saidUnsplit, undo: () => void done(api.split(site, contact, contact)) });
    },
    async erase({ lead }) {
      const result = await api.erase(site, lead);
      if (!result.ok) {
        complain(result.failure);
        return false;
      }
      toast({ text: words.saidErased });
      return true;
    },
    async savePerson({ lead }) {
      const result = await api.person(site, lead);
      if (result.ok) saveFile(result.value, `${lead}.json`);
      else complain(result.failure);
    },
    async enter(entered) {
      const result = await api.enter(site, entered);
      if (!result.ok) return { failure: result.failure };
      toast({ text: words.saidEntered });
      return { lead: result.value.lead };
    },
  };
};
