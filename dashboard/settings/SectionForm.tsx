import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { Section } from './useSection.ts';
import { useWords } from './useWords.ts';

interface Props {
  title: string;
  section: Pick<Section<object>, 'changed' | 'busy' | 'reset' | 'save'>;
  /** Asks first, where saving does what cannot be undone. */
  onSave?: () => void;
  children: ComponentChildren;
}

/** A section that is saved as a whole. After a refusal the focus goes to what is wrong. */
export const SectionForm = ({ title, section, onSave, children }: Props) => {
  const words = useWords();
  const form = useRef<HTMLFormElement>(null);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (onSave) return onSave();
    if (await section.save()) return;
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  return (
    <form ref={form} class="settings-section" noValidate onSubmit={submit}>
      <h2>{title}</h2>
      {children}
      <div class="settings-actions">
        <button type="submit" class="button primary" disabled={section.busy}>
          {words.save}
        </button>
        {section.changed && (
          <button type="button" class="button bare" onClick={section.reset}>
            {words.discard}
          </button>
        )}
      </div>
    </form>
  );
};
