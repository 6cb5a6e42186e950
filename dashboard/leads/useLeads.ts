import { useEffect, useRef, useState } from 'preact/hooks';
import type { Lead } from '../../shared/leadStory.ts';
import type { Failure } from '../api.ts';
import { useLive } from '../live.ts';
import { useSite } from '../site.ts';
import { api } from './api.ts';
import type { View } from './view.ts';
import { writeView } from './view.ts';

/** The inbox as far as it was read, kept up with what happens. */

const PAGE = 50;
/** As many as one answer holds. */
const MOST_ANSWERED = 200;

interface Listed {
  /** Of which question. */
  key: string;
  leads: Lead[];
  /** For the next page; undefined where there is none. */
  next?: string;
}

export interface Leads {
  /** Undefined until the first answer to what is asked now. */
  leads?: Lead[];
  failure?: Failure;
  hasMore: boolean;
  loadingMore: boolean;
  /** Newest ones that came while one looked, since they were last told of. */
  arrived: readonly string[];
  forgetArrived(): void;
  more(): void;
  again(): void;
}

const isOlder = (lead: Lead, than: Lead): boolean =>
  lead.time < than.time || (lead.time === than.time && lead.lead < than.lead);

/** The head as it is now, and what was read beyond it. */
const merged = (head: { leads: Lead[]; next?: string }, before: Listed): Omit<Listed, 'key'> => {
  const last = head.leads.at(-1);
  const beyond = head.next && last ? before.leads.filter((lead) => isOlder(lead, last)) : [];
  const next = beyond.length > 0 ? before.next : head.next;
  return { leads: [...head.leads, ...beyond], ...(next !== undefined && { next }) };
};

/** @param search part of a phone, an e-mail or a name; '' for all that the view has */
export const useLeads = (view: View, search: string): Leads => {
  const { site } = useSite();
  const key = search ? `search ${search}` : writeView(view);
  const [listed, setListed] = useState<Listed | null>(null);
  const [failure, setFailure] = useState<{ key: string; failure: Failure } | null>(null);
  const [loadingMore, setLoadingMore] = useState(false);
  const [arrived, setArrived] = useState<readonly string[]>([]);
  /** What is wanted now: an answer to anything else comes too late. */
  const wanted = useRef(key);
  wanted.current = key;
  const shown = useRef<Listed | null>(null);
  /** News that come while an answer is on its way are asked for once, when it has come. */
  const asking = useRef<{ key: string; again: boolean } | null>(null);

  const show = (next: Listed): void => {
    shown.current = next;
    setListed(next);
    setFailure(null);
  };

  const refresh = async (): Promise<void> => {
    if (asking.current?.key === key) {
      asking.current.again = true;
      return;
    }
    const mine = { key, again: false };
    asking.current = mine;
    const before = shown.current?.key === key ? shown.current : null;
    const limit = Math.min(MOST_ANSWERED, Math.max(PAGE, before?.leads.length ?? 0));
    const result = await api.list({ site, view, search, limit });
    if (asking.current === mine) asking.current = null;
    if (wanted.current !== key) return;
    if (result.ok) {
      // Asked anew, for another page may have been read meanwhile.
      const known = shown.current?.key === key ? shown.current : null;
      show({ key, ...(known ? merged(result.value, known) : result.value) });
      const newest = known?.leads[0];
      const came = known
        ? result.value.leads.filter(
            (lead) =>
              !known.leads.some((other) => other.lead === lead.lead) && (newest === undefined || isOlder(newest, lead)),
          )
        : [];
      if (came.length > 0) setArrived((before) => [...before, ...came.map(({ lead }) => lead)]);
    } else setFailure({ key, failure: result.failure });
    if (mine.again) void refresh();
  };

  const more = async (): Promise<void> => {
    const before = shown.current;
    if (!before?.next || loadingMore) return;
    setLoadingMore(true);
    const result = await api.list({ site, view, search, limit: PAGE, before: before.next });
    setLoadingMore(false);
    if (wanted.current !== key || shown.current?.key !== key) return;
    if (!result.ok) {
      setFailure({ key, failure: result.failure });
      return;
    }
    const known = new Set(shown.current.leads.map(({ lead }) => lead));
    const { next } = result.value;
    const leads = [...shown.current.leads, ...result.value.leads.filter(({ lead }) => !known.has(lead))];
    show({ key, leads, ...(next !== undefined && { next }) });
  };

  useEffect(() => {
    setArrived([]);
    void refresh();
  }, [key, site]);
  useLive(['leads', 'calls'], () => void refresh());

  const current = listed?.key === key ? listed : null;
  return {
    ...(current && { leads: current.leads }),
    ...(failure?.key === key && { failure: failure.failure }),
    hasMore: current?.next !== undefined,
    loadingMore,
    arrived,
    forgetArrived: () => setArrived([]),
    more: () => void more(),
    again: () => void refresh(),
  };
};
