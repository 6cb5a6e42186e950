import { useEffect, useRef, useState } from 'preact/hooks';
import { Failed } from '../parts/Failed.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Notice } from '../parts/Notice.tsx';
import { PlaceLink } from '../parts/PlaceLink.tsx';
import { Segmented } from '../parts/Segmented.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { useSite } from '../site.ts';
import { undoLast } from '../toasts.ts';
import { EnterDialog } from './EnterDialog.tsx';
import { Filters } from './Filters.tsx';
import { KeysDialog } from './KeysDialog.tsx';
import { LeadList } from './LeadList.tsx';
import { usePage } from './page.ts';
import { SearchField } from './SearchField.tsx';
import { type Aim, Story } from './Story.tsx';
import { Suspects } from './Suspects.tsx';
import { openUnread, type Unread } from './unread.ts';
import { useChanges } from './useChanges.ts';
import { type Command, useKeys, useKeysWanted } from './useKeys.ts';
import { useLeads } from './useLeads.ts';
import { useStory } from './useStory.ts';
import { readView, type View, writeView } from './view.ts';

/** As leads.css lays it out: narrower than this, the list or the story stands alone. */
const BESIDE = '(min-width: 1100px)';

/** The inbox, and beside it the lead that is open. */
export const LeadsPage = () => {
  const { words } = usePage();
  const { site, place, go, now, onEnded } = useSite();
  const view = readView(place.query);
  const open = view.tab === 'inbox' ? place.rest : '';
  const [search, setSearch] = useState('');
  const [dialog, setDialog] = useState<'enter' | 'keys' | null>(null);
  const [keysWanted, wantKeys] = useKeysWanted();
  const [aim, setAim] = useState<Aim | null>(null);
  const [unread] = useState<Unread>(() => openUnread(site, now()));
  const page = useRef<HTMLDivElement>(null);
  const leads = useLeads(view, search);
  const opened = useStory(open);
  const changes = useChanges(opened);
  const { story } = opened;

  const change = (next: View): void => go({ query: writeView(next), rest: next.tab === 'inbox' ? open : '' });
  const rows = (): HTMLAnchorElement[] => [
    ...(page.current?.querySelectorAll<HTMLAnchorElement>('.leadRow-link') ?? []),
  ];
  const openedRow = (): HTMLAnchorElement | undefined => rows().find((row) => row.ariaCurrent === 'page');

  useEffect(() => {
    if (story) unread.open(story);
    // The address of a later contact is put right, so that everybody's links are the same.
    if (story && story.lead !== open) go({ rest: story.lead, query: place.query }, 'replace');
  }, [story, open]);
  useEffect(() => {
    if (leads.failure?.kind === 'unauthorized' || opened.failure?.kind === 'unauthorized') onEnded();
    // What cannot be opened has nothing to take the focus.
    if (opened.failure) setAim(null);
  }, [leads.failure, opened.failure]);
  // Where the story takes the list's place, so does the focus; back again it is given to the row it was on.
  const former = useRef(open);
  useEffect(() => {
    const before = former.current;
    former.current = open;
    if (before === open || matchMedia(BESIDE).matches) return;
    if (open) setAim((already) => already ?? 'title');
    else
      rows()
        .find((row) => row.pathname.endsWith(before))
        ?.focus();
  }, [open]);

  const openLead = (row: HTMLAnchorElement, then: Aim): void => {
    setAim(then);
    row.click();
  };
  const move = (step: 1 | -1): boolean => {
    const all = rows();
    const focused = all.indexOf(document.activeElement as HTMLAnchorElement);
    const from = focused >= 0 ? focused : all.findIndex((row) => row.ariaCurrent === 'page');
    const next = all[from < 0 ? 0 : from + step];
    if (!next) return false;
    // Whoever reads a story goes on to the next one's.
    if (focused < 0 && page.current?.querySelector('.story')?.contains(document.activeElement)) openLead(next, 'title');
    else next.focus();
    return true;
  };
  const act = (command: Aim): boolean => {
    const row = rows().find((one) => one === document.activeElement);
    if (row && row.ariaCurrent !== 'page') openLead(row, command);
    else if (story) setAim(command);
    else return false;
    return true;
  };
  const back = (): boolean => {
    if (!open) return false;
    if (!matchMedia(BESIDE).matches) go({ query: place.query });
    else if (document.activeElement === openedRow()) go({ query: place.query });
    else (openedRow() ?? page.current?.querySelector<HTMLElement>('h1'))?.focus();
    return true;
  };
  const run = (command: Command): boolean => {
    switch (command) {
      case 'help':
        setDialog('keys');
        return true;
      case 'search':
        document.getElementById('lead-search')?.focus();
        return true;
      case 'next':
        return move(1);
      case 'previous':
        return move(-1);
      case 'back':
        return back();
      case 'undo':
        return undoLast();
      case 'open':
        return act('title');
      default:
        return act(command);
    }
  };
  useKeys(keysWanted && view.tab === 'inbox', run);

  return (
    <div class={open ? 'leads isOpen' : 'leads'} ref={page}>
      <div class="leads-bar">
        <h1 tabIndex={-1}>{words.title}</h1>
        <Segmented
          label={words.tabs}
          value={view.tab}
          options={[
            { value: 'inbox', text: words.inbox },
            { value: 'suspects', text: words.suspects },
          ]}
          onChange={(tab) => change({ ...view, tab })}
        />
        <button type="button" class="button leads-enter" onClick={() => setDialog('enter')}>
          <Icon name="add" />
          <span class="notOnPhone">{words.enter}</span>
        </button>
      </div>
      {view.tab === 'suspects' ? (
        <Suspects />
      ) : (
        <div class="leads-columns">
          <div class="leads-list">
            <div class="leads-find">
              <SearchField id="lead-search" value={search} onChange={setSearch} />
              {!search && <Filters view={view} leads={leads.leads ?? []} onChange={change} />}
            </div>
            <LeadList
              leads={leads}
              view={view}
              searched={search !== ''}
              unread={unread}
              open={story?.lead ?? open}
              onView={change}
              onEnter={() => setDialog('enter')}
            />
          </div>
          <div class="leads-story">
            {open && (
              <PlaceLink to={{ query: place.query }} class="leads-back button">
                <Icon name="back" />
                {words.back}
              </PlaceLink>
            )}
            {!open && (
              <div class="leads-none">
                <p>{words.choose}</p>
                <p class="quiet">{words.chooseHelp}</p>
                <button type="button" class="button" onClick={() => setDialog('keys')}>
                  {words.keysTitle}
                </button>
              </div>
            )}
            {open && !story && !opened.failure && <Skeleton />}
            {open && opened.failure?.kind === 'notFound' && (
              <Notice title={words.notFoundTitle}>
                <p>{words.notFoundHelp}</p>
              </Notice>
            )}
            {open && !story && opened.failure && opened.failure.kind !== 'notFound' && (
              <Failed failure={opened.failure} onRetry={opened.again} />
            )}
            {open && story && (
              <Story
                key={story.lead}
                story={story}
                changes={changes}
                query={place.query}
                aim={aim}
                onAimed={() => setAim(null)}
                onGone={() => go({ query: place.query }, 'replace')}
              />
            )}
          </div>
        </div>
      )}
      {dialog === 'enter' && (
        <EnterDialog
          onEnter={changes.enter}
          onEntered={(lead) => {
            setAim('title');
            go({ rest: lead });
          }}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'keys' && <KeysDialog isOn={keysWanted} onChoose={wantKeys} onClose={() => setDialog(null)} />}
    </div>
  );
};
