import { useEffect, useMemo } from 'preact/hooks';
import { may } from '../../shared/people.ts';
import { useMinute } from '../leads/useMinute.ts';
import { Segmented } from '../parts/Segmented.tsx';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { makeTimes } from '../times.ts';
import { CallsTab } from './CallsTab.tsx';
import { NumbersTab } from './NumbersTab.tsx';
import { PageOf } from './page.ts';
import { readView, TABS, writeView } from './view.ts';
import type { Words } from './words/uk.ts';
import './calls.css';

export const Page = ({ words }: { words: Words }) => {
  const { language } = useReading();
  const { details, session, place, go, now } = useSite();
  const view = readView(place.query);
  const times = useMemo(() => makeTimes(language, details.settings.timeZone), [language, details.settings.timeZone]);
  const minute = useMinute(now);
  // Who may see figures and not people sees numbers alone, and the other way round.
  const tabs = TABS.filter((tab) => may(session.scopes, tab === 'calls' ? 'leads' : 'report'));
  const tab = tabs.includes(view.tab) ? view.tab : tabs[0];
  useEffect(() => {
    document.title = `${words.title} · Whichhalf`;
  }, [words]);
  return (
    <PageOf.Provider value={{ words, times, minute }}>
      <div class="calls">
        <div class="pageBar">
          <h1>{words.title}</h1>
          {tabs.length > 1 && tab && (
            <Segmented
              label={words.tabs}
              value={tab}
              options={tabs.map((value) => ({ value, text: words.tab[value] }))}
              onChange={(chosen) => go({ query: writeView({ ...view, tab: chosen }) })}
            />
          )}
        </div>
        {tab === 'calls' && <CallsTab view={view} />}
        {tab === 'numbers' && <NumbersTab />}
      </div>
    </PageOf.Provider>
  );
};
