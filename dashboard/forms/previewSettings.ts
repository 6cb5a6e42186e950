import type { FormSettings, Language } from '../../shared/forms.ts';
import { type SiteSettings, type WidgetSettings, widgetSettings } from '../../shared/settings.ts';

export interface Looked {
  draft: FormSettings;
  /** Id of one of its variants; '' for the form as it is without. */
  variant: string;
  language: Language | string;
}

/** The form of one variant, as a visitor of that variant gets it. */
const inVariant = (draft: FormSettings, variant: string): FormSettings => {
  const arm = draft.variants?.find(({ id }) => id === variant);
  if (!arm) return draft;
  const words = { ...draft.words };
  for (const [tag, own] of Object.entries(arm.words ?? {})) words[tag] = { ...words[tag], ...own };
  return { ...draft, words, ...(arm.color && { color: arm.color }) };
};

/**
 * What the preview's frame is given: this one form, on whatever page and whether live or not, and nothing that would ask
 * anybody: no Turnstile, no telephone numbers, no watched forms.
 */
export const previewSettings = (
  site: string,
  settings: SiteSettings,
  { draft, variant, language }: Looked,
): WidgetSettings => {
  const { selector: _, pages: __, trigger: ___, variants: ____, ...shown } = inVariant(draft, variant);
  const form = { ...shown, live: true } as FormSettings;
  const { turnstile: _____, ...widget } = widgetSettings(site, { ...settings, language, forms: [form], watch: [] });
  return widget;
};
