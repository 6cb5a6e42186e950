import type { FormSettings } from '../../shared/forms.ts';

/** What a form is called: by its own title in the reader's language, else in another; else by its id alone. */
export const titleOf = (
  id: string,
  settings: FormSettings | undefined,
  language: string,
): { title: string; under: string } => {
  const words = settings?.words ?? {};
  const title = words[language]?.title ?? Object.values(words).find((own) => own?.title)?.title;
  return title ? { title, under: id } : { title: id, under: '' };
};
