/** The first of the tags if it is none of ours but one that the owner has given words for. */
export const foreignTag = (tags: readonly string[], given: readonly string[]): string | undefined => {
  const base = (tag: string): string => tag.toLowerCase().replace(/-.*/, '');
  for (const tag of tags) {
    if (/^(uk|ru|en)$/.test(base(tag))) return undefined;
    const known =
      given.find((other) => other.toLowerCase() === tag.toLowerCase()) ??
      given.find((other) => base(other) === base(tag));
    if (known) return known;
  }
  return undefined;
};
