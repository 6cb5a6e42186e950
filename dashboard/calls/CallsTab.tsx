import { useEffect, useState } from 'preact/hooks';
import type { Call } from '../../shared/calls.ts';
import { may } from '../../shared/people.ts';
import { useLive } from '../live.ts';
import { Failed } from '../parts/Failed.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Select } from '../parts/Select.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { useSite } from '../site.ts';
import { useAsked } from '../useAsked.ts';
import { fill } from '../words/fill.ts';
import { api } from './api.ts';
import { CallDialog } from './CallDialog.tsx';
import { CallTable } from './CallTable.tsx';
import { OpenCalls } from './OpenCalls.tsx';
import { usePage } from './page.ts';
import { SHOWN, type View, writeView } from './view.ts';

/** Whom to call back, then all calls as they come. */
export const CallsTab = ({ view }: { view: View }) => {
  const { words } = usePage();
  const { site, session, place, go, onEnded } = useSite();
  const key = writeView(view);
  const open = useAsked(`open ${site}`, (signal) => api.open(site, signal));
  const first = useAsked(`${site} ${key}`, (signal) => api.calls(site, view, '', signal));
  const sees = may(session.scopes, 'report');
  const numbers = useAsked(`numbers ${site}`, (signal) =>
    sees ? api.numbers(site, signal) : new Promise<never>(() => undefined),
  );
  /** Older calls, of the view and the answer that they follow. */
  const [older, setOlder] = useState<{ key: string; calls: Call[]; next: string } | null>(null);
  useLive(['calls'], () => {
    open.again();
    first.again();
  });
  useEffect(() => {
    if (first.failure?.kind === 'unauthorized') onEnded();
  }, [first.failure]);

  const mine = older?.key === key ? older : { key, calls: [], next: first.value?.next ?? '' };
  const calls = [...(first.value?.calls ?? []), ...mine.calls];
  const more = async (): Promise<void> => {
    const answer = await api.calls(site, view, mine.next);
    if (answer.ok) setOlder({ key, calls: [...mine.calls, ...answer.value.calls], next: answer.value.next ?? '' });
  };
  const change = (part: Partial<View>): void => go({ query: writeView({ ...view, ...part }) });
  const anyNumber = { value: '', text: words.anyNumber };
  const ours = [...new Set([...(numbers.value?.numbers.map(({ number }) => number) ?? []), view.number])].filter(
    Boolean,
  );

  return (
    <>
      {open.value && <OpenCalls calls={open.value.calls} />}
      <section aria-labelledby="all-calls">
        <div class="section-head">
          <h2 id="all-calls">{words.allTitle}</h2>
          <Select
            label={words.show}
            value={view.shown}
            options={SHOWN.map((value) => ({ value, text: words.shown[value] }))}
            onChange={(shown) => change({ shown })}
          />
          {ours.length > 0 && (
            <Select
              label={words.number}
              value={view.number}
              options={[anyNumber, ...ours.map((value) => ({ value, text: value }))]}
              onChange={(number) => change({ number })}
            />
          )}
        </div>
        {first.failure && <Failed failure={first.failure} onRetry={first.again} />}
        {!first.value && !first.failure && <Skeleton />}
        {first.value && calls.length === 0 && (
          <Notice title={key ? words.emptyFiltered : words.emptyTitle}>{!key && <p>{words.emptyHelp}</p>}</Notice>
        )}
        {calls.length > 0 && <CallTable calls={calls} />}
        {mine.next && (
          <p class="more">
            <button type="button" class="button" onClick={() => void more()}>
              {words.more}
            </button>
          </p>
        )}
      </section>
      {place.rest && (
        <CallDialog key={place.rest} id={place.rest} onClose={() => go({ query: place.query }, 'replace')} />
      )}
      <p class="unseen" aria-live="polite">
        {open.value &&
          open.value.calls.length > 0 &&
          fill(`${words.openTitle}: {n}`, { n: `${open.value.calls.length}` })}
      </p>
    </>
  );
};
