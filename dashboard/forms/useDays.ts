import { PRESETS, type Preset, type Range, rangeOf } from '../days.ts';
import { useSite } from '../site.ts';

export interface Days {
  preset: Preset;
  range: Range;
  choose: (preset: Preset) => void;
}

const USUAL: Preset = 'last30';

/** Which days are looked at, as the address says. */
export const useDays = (): Days => {
  const { place, today, go } = useSite();
  const query = new URLSearchParams(place.query);
  const preset = PRESETS.find((name) => name === query.get('range')) ?? USUAL;
  return {
    preset,
    range: rangeOf(preset, today),
    choose(chosen) {
      if (chosen === USUAL) query.delete('range');
      else query.set('range', chosen);
      go({ rest: place.rest, query: `${query}` });
    },
  };
};
