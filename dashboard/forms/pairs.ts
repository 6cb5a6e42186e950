/** Records written as lines, `phone = tel`, for what has no better control. */

export const linesOf = (record: Readonly<Record<string, string>>): string =>
  Object.entries(record)
    .map(([name, value]) => `${name} = ${value}`)
    .join('\n');

/** @returns the record, or the first line that is no pair */
export const pairsIn = (text: string): { record: Record<string, string>; wrong: string | undefined } => {
  const record: Record<string, string> = {};
  for (const line of text.split('\n').filter((one) => one.trim())) {
    const at = line.indexOf('=');
    const name = line.slice(0, at).trim();
    const value = line.slice(at + 1).trim();
    if (at < 0 || !name || !value) return { record, wrong: line.trim() };
    record[name] = value;
  }
  return { record, wrong: undefined };
};

export const listIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
