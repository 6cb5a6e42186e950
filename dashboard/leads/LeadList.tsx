import { useEffect, useRef, useState } from 'preact/hooks';
import { may } from '../../shared/people.ts';
import { Failed } from '../parts/Failed.tsx';
import { Notice } from '../parts/Notice.tsx';
import { PlaceLink } from '../parts/PlaceLink.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { LeadRow } from './LeadRow.tsx';
import { usePage } from './page.ts';
import type { Unread } from './unread.ts';
import type { Leads } from './useLeads.ts';
import { EVERYTHING, isFiltered, type View, writeView } from './view.ts';

interface Props {
  leads: Leads;
  view: View;
  searched: boolean;
  unread: Unread;
  /** Id of the lead that is open; ''. */
  open: string;
  onView: (view: View) => void;
  onEnter: () => void;
}

/** The inbox, newest first. What comes in is told, and moves nothing that is being read. */
export const LeadList = ({ leads, view, searched, unread, open, onView, onEnter }: Props) => {
  const { words } = usePage();
  const { session } = useSite();
  const list = useRef<HTMLDivElement>(null);
  const [scrolled, setScrolled] = useState(false);
  const { arrived, forgetArrived } = leads;
  /** What came while the top was out of sight. */
  const above = scrolled ? arrived.length : 0;

  useEffect(() => {
    const look = (): void => {
      const top = list.current?.getBoundingClientRect().top ?? 0;
      const isAway = (list.current?.scrollTop ?? 0) > 0 || top < 0;
      setScrolled(isAway);
      if (!isAway) forgetArrived();
    };
    addEventListener('scroll', look, { capture: true, passive: true });
    return () => removeEventListener('scroll', look, { capture: true });
  });
  const toTop = (): void => {
    list.current?.scrollTo({ top: 0 });
    list.current?.scrollIntoView({ block: 'nearest' });
    list.current?.querySelector('a')?.focus();
    forgetArrived();
  };

  if (leads.failure && !leads.leads) return <Failed failure={leads.failure} onRetry={leads.again} />;
  if (!leads.leads) return <Skeleton />;
  return (
    <div class="leadList" ref={list}>
      <p class="unseen" role="status">
        {arrived.length > 0 && fill(words.arrived, { n: String(arrived.length) })}
      </p>
      {above > 0 && (
        <button type="button" class="button primary leadList-new" onClick={toTop}>
          {fill(words.toTop, { n: String(above) })}
        </button>
      )}
      {leads.leads.length === 0 &&
        (searched ? (
          <p class="leadList-none quiet">{words.emptySearch}</p>
        ) : isFiltered(view) ? (
          <div class="leadList-none">
            <p class="quiet">{words.emptyFiltered}</p>
            <button type="button" class="button" onClick={() => onView(EVERYTHING)}>
              {words.clearFilters}
            </button>
          </div>
        ) : (
          <Notice title={words.emptyTitle}>
            <p>{words.emptyHelp}</p>
            {may(session.scopes, 'report') && (
              <PlaceLink to={{ page: 'install' }} class="button">
                {words.emptyInstall}
              </PlaceLink>
            )}
            <button type="button" class="button" onClick={onEnter}>
              {words.enter}
            </button>
          </Notice>
        ))}
      {leads.leads.length > 0 && (
        <ol class="leadList-rows" aria-label={words.list}>
          {leads.leads.map((lead) => (
            <LeadRow
              key={lead.lead}
              lead={lead}
              query={writeView(view)}
              current={lead.lead === open}
              unread={lead.lead !== open && unread.isUnread(lead)}
            />
          ))}
        </ol>
      )}
      {leads.failure && <Failed failure={leads.failure} onRetry={leads.again} />}
      {leads.hasMore && (
        <button type="button" class="button leadList-more" disabled={leads.loadingMore} onClick={leads.more}>
          {leads.loadingMore ? words.loadingMore : words.more}
        </button>
      )}
    </div>
  );
};
