import { useMemo } from 'preact/hooks';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { makeTimes } from '../times.ts';
import { LeadsPage } from './LeadsPage.tsx';
import { PageOf } from './page.ts';
import { useMinute } from './useMinute.ts';
import type { Words } from './words/uk.ts';
import './leads.css';

export const Page = ({ words }: { words: Words }) => {
  const { language } = useReading();
  const { details, now } = useSite();
  const { timeZone } = details.settings;
  const times = useMemo(() => makeTimes(language, timeZone), [language, timeZone]);
  const minute = useMinute(now);
  return (
    <PageOf.Provider value={{ words, times, minute }}>
      <LeadsPage />
    </PageOf.Provider>
  );
};
