import { useEffect, useState } from 'preact/hooks';
import type { Lead, LeadStory } from '../../shared/leadStory.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { useSite } from '../site.ts';
import { api } from './api.ts';
import { usePage } from './page.ts';
import { callName, whoOf } from './person.ts';
import { SearchField } from './SearchField.tsx';
import { EVERYTHING } from './view.ts';

interface Props {
  story: LeadStory;
  onMerge: (other: string) => Promise<boolean>;
  onClose: () => void;
}

const MOST = 10;

/** Finds the other lead of the same person. */
export const MergeDialog = ({ story, onMerge, onClose }: Props) => {
  const { words, times, minute } = usePage();
  const { site } = useSite();
  const [search, setSearch] = useState('');
  const [found, setFound] = useState<Lead[] | null>(null);
  useEffect(() => {
    if (!search) {
      setFound(null);
      return undefined;
    }
    const control = new AbortController();
    api
      .list({ site, view: EVERYTHING, search, limit: MOST }, control.signal)
      .then((result) => setFound(result.ok ? result.value.leads.filter(({ lead }) => lead !== story.lead) : []))
      .catch((error: unknown) => {
        if (!control.signal.aborted) throw error;
      });
    return () => control.abort();
  }, [search]);
  return (
    <Dialog title={words.mergeTitle} onClose={onClose}>
      <div class="leadForm">
        <p class="quiet">{words.mergeHelp}</p>
        <SearchField value={search} onChange={setSearch} />
        <p class="quiet" role="status">
          {found?.length === 0 && words.emptySearch}
        </p>
        <ul class="mergeFound">
          {found?.map(({ lead, contacts, time, stage }) => {
            const who = whoOf(contacts);
            return (
              <li key={lead}>
                <span>
                  <b>{callName(who) || words.nameless}</b>{' '}
                  <span class="quiet">
                    {[...who.phones, ...who.emails].filter((one) => one !== callName(who)).join(', ')}{' '}
                    {times.brief(time, minute)} · {words.stages[stage]}
                  </span>
                </span>
                <button
                  type="button"
                  class="button"
                  onClick={async (event) => {
                    const dialog = event.currentTarget.closest('dialog');
                    if (await onMerge(lead)) dialog?.close();
                  }}
                >
                  {words.mergeThis}
                </button>
              </li>
            );
          })}
        </ul>
      </div>
    </Dialog>
  );
};
