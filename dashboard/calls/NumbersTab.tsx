import { useEffect, useState } from 'preact/hooks';
import { may } from '../../shared/people.ts';
import { Failed } from '../parts/Failed.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { useSite } from '../site.ts';
import { useAsked } from '../useAsked.ts';
import { AddNumbers } from './AddNumbers.tsx';
import { api } from './api.ts';
import { HookList } from './HookList.tsx';
import { NumberTable } from './NumberTable.tsx';
import { PoolTable } from './PoolTable.tsx';
import { usePage } from './page.ts';
import { RulesEditor } from './RulesEditor.tsx';
import { Simulator } from './Simulator.tsx';

/** Pools and numbers as they stand now, who sees which, and where the telephony reports to. */
export const NumbersTab = () => {
  const { words, minute } = usePage();
  const { site, details, session, onEnded } = useSite();
  // The state of a pool is of the moment: it is asked anew with every minute.
  const numbers = useAsked(`${site} ${minute}`, (signal) => api.numbers(site, signal));
  const advice = useAsked(site, (signal) => api.advice(site, signal));
  const [adding, setAdding] = useState(false);
  const sets = may(session.scopes, 'settings');
  useEffect(() => {
    if (numbers.failure?.kind === 'unauthorized') onEnded();
  }, [numbers.failure]);

  if (numbers.failure) return <Failed failure={numbers.failure} onRetry={numbers.again} />;
  const { value } = numbers;
  const settings = details.settings.numbers;
  if (!value || !settings) return <Skeleton />;
  return (
    <>
      {value.pools.length > 0 && <PoolTable pools={value.pools} advice={advice.value ?? []} />}
      <section aria-labelledby="numbers">
        <div class="section-head">
          <h2 id="numbers">{words.numbers}</h2>
          {sets && (
            <button type="button" class="button" onClick={() => setAdding(true)}>
              {words.add}
            </button>
          )}
        </div>
        {value.numbers.length === 0 ? (
          <p class="quiet">{words.numbersNone}</p>
        ) : (
          <NumberTable numbers={value.numbers} sets={sets} onChanged={numbers.again} />
        )}
      </section>
      {sets && <RulesEditor key={JSON.stringify(settings)} settings={settings} />}
      {settings.lines.length > 0 && <Simulator />}
      {may(session.scopes, 'admin') && <HookList />}
      {adding && (
        <AddNumbers
          pools={settings.pools.map(({ id }) => id)}
          onClose={() => setAdding(false)}
          onAdded={numbers.again}
        />
      )}
    </>
  );
};
