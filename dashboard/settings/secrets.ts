/** What the API shows in a secret's place, and takes back for it. */
export const SHOWN = '(set)';
