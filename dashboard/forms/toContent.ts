/** Where the focus goes when what had it has gone with its page: to the beginning of the next one, past the menu. */
export const toContent = (): void => document.getElementById('content')?.focus();
