/** Waits until `look` gives something that is neither false nor nothing; when patience ends, fails and says for what. */
export const until = async <T>(
  what: string,
  look: () => T | Promise<T>,
  patience = 30_000,
): Promise<Exclude<T, false | null | undefined>> => {
  const deadline = Date.now() + patience;
  for (;;) {
    const found = await look();
    if (found !== false && found !== null && found !== undefined) return found as Exclude<T, false | null | undefined>;
    if (Date.now() > deadline) throw new Error(`waited ${patience / 1_000} s in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
};
