/**
 * Light or dark as the one who looks has chosen, whatever their system is set to: not every browser lets a frame's owner
 * say so. What a form has for dark pages holds always then, or never.
 */
export const setScheme = (scheme: 'light' | 'dark', roots: readonly ShadowRoot[]): void => {
  document.documentElement.style.colorScheme = scheme;
  for (const rule of roots.flatMap(({ adoptedStyleSheets }) =>
    adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules]),
  ))
    if (rule instanceof CSSMediaRule && rule.conditionText.includes('prefers-color-scheme'))
      rule.media.mediaText = scheme === 'dark' ? 'all' : 'not all';
};
