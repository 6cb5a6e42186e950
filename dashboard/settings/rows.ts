/** Lists while they are edited. */

export const replaced = <T>(list: readonly T[], index: number, by: T): T[] =>
  list.map((one, at) => (at === index ? by : one));

export const removed = <T>(list: readonly T[], index: number): T[] => list.filter((_, at) => at !== index);

/** The one at `index` stands at `to`; as it was where there is no such place. */
export const moved = <T>(list: readonly T[], index: number, to: number): T[] => {
  const one = list[index];
  if (one === undefined || to < 0 || to >= list.length) return [...list];
  const others = removed(list, index);
  return [...others.slice(0, to), one, ...others.slice(to)];
};
