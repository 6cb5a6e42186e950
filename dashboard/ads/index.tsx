import { api } from '../api.ts';
import { useSite } from '../site.ts';
import { useView } from '../useView.ts';
import type { Words } from '../words/words.ts';
import { AdsPage } from './AdsPage.tsx';

export const Page = (_: { words: Words }) => {
  const { site, now, onEnded } = useSite();
  const [view, change] = useView();
  return <AdsPage api={api} view={{ ...view, site }} now={now} onChange={change} onEnded={onEnded} />;
};
