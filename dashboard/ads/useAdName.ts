import type { Range } from '../days.ts';
import { pathOf, type View } from '../query.ts';
import { useReading } from '../reading.ts';
import { rowName } from '../rowName.ts';
import { useSite } from '../site.ts';
import { useAsked } from '../useAsked.ts';
import { askAdName } from './api.ts';

/** What the ad is called whose rows are shown: the address has its id alone. */
export const useAdName = (view: View, days: Range): string | undefined => {
  const { words } = useReading();
  const { client, site } = useSite();
  const condition = pathOf(view).find(({ dimension }) => dimension === 'ad')?.condition ?? '';
  const asked = useAsked(JSON.stringify([condition, days]), (signal) =>
    condition ? askAdName({ client, site }, { days, condition }, signal) : new Promise<never>(() => undefined),
  );
  const [row] = asked.value?.rows ?? [];
  return row ? rowName(row, 'ad').title || words.unknown : undefined;
};
