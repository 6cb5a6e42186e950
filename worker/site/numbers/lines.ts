import { KEPT_PARAMETER } from '../../../shared/limits.ts';
import type { WidgetNumbers } from '../../../shared/numbers.ts';
import type { SiteSettings } from '../../../shared/settings.ts';
import { diallingOf } from '../../phones.ts';

/**
 * What the script must know of numbers; undefined where no rule can show a number, so that such a site's script stays as
 * small as it was. Lines that always show their own number are left out with their rules.
 */
export const widgetNumbers = ({ numbers }: Pick<SiteSettings, 'numbers'>): WidgetNumbers | undefined => {
  const replaced = new Set(numbers.rules.filter(({ show }) => show !== 'own').map(({ line }) => line));
  const lines = numbers.lines.filter(({ id }) => replaced.has(id));
  if (lines.length === 0) return undefined;
  const rules = numbers.rules.filter(({ line }) => replaced.has(line));
  const looked = rules.flatMap(({ when }) =>
    when.flatMap((condition) => ('parameter' in condition ? [condition.parameter.toLowerCase()] : [])),
  );
  return {
    lines: lines.map(({ id, number }) => ({ id, number, ...diallingOf(number) })),
    rules,
    keep: [...new Set(looked)].filter((name) => !KEPT_PARAMETER.test(name)),
  };
};
