import { useRef } from 'preact/hooks';
import { Icon } from '../parts/Icon.tsx';
import { useSite } from '../site.ts';
import { toast } from '../toasts.ts';
import { fill } from '../words/fill.ts';
import type { PartProps } from './Builder.tsx';
import { ColorField } from './ColorField.tsx';
import { freeName, removed, replaced, shareOf, type Variant, withWord } from './draft.ts';
import { Part } from './Part.tsx';
import { TextField } from './TextField.tsx';
import { useWords } from './useWords.ts';

interface Props extends PartProps {
  /** Which one the preview shows. */
  variant: string;
  onVariant: (variant: string) => void;
}

const MOST = 10;
const LETTERS = 'ABCDEFGHIJ';
const EVEN = 50;
/** What a variant is most likely to say otherwise. */
const KEYS = ['title', 'text', 'submit'] as const;

/** The arms of an A/B test: what each changes of the form. */
export const VariantsPart = ({ draft, onChange, tag, spoken, onVariant }: Props) => {
  const words = useWords();
  const { formats } = useSite();
  const variants = draft.variants ?? [];
  const set = (next: Variant[]): void => onChange({ ...draft, variants: next.length > 0 ? next : undefined });
  const named = (taken: readonly Variant[]): Variant => {
    const ids = taken.map(({ id }) => id);
    return { id: [...LETTERS].find((letter) => !ids.includes(letter)) ?? freeName('A', ids), weight: EVEN };
  };
  const add = (): void => {
    // The first test needs the form as it is to compare with.
    const first = variants.length > 0 ? variants : [named([])];
    const added = named(first);
    set([...first, added]);
    onVariant(added.id);
  };
  const addButton = useRef<HTMLButtonElement>(null);
  const remove = (index: number): void => {
    addButton.current?.focus();
    const name = variants[index]?.id ?? '';
    set(removed(variants, index));
    onVariant('');
    toast({ text: fill(words.variantRemoved, { name }), undo: () => set([...variants]) });
  };
  return (
    <Part title={words.variants} help={words.variantsHelp} folded={variants.length === 0}>
      {variants.map((variant, index) => {
        const change = (part: Partial<Variant>): void => set(replaced(variants, index, { ...variant, ...part }));
        const said = { ...spoken, ...draft.words?.[tag] };
        return (
          <fieldset key={index} class="variant" onFocusIn={() => onVariant(variant.id)}>
            <legend>
              {words.variant} {variant.id}
            </legend>
            <div class="question-pair">
              <TextField label={words.variantId} code value={variant.id} onChange={(id) => change({ id })} />
              <TextField
                label={words.weight}
                type="number"
                min={0}
                max={1000}
                value={String(variant.weight)}
                help={fill(words.weightShare, { share: formats.roundShare(shareOf(variant, variants)) })}
                onChange={(text) => change({ weight: Math.max(0, Math.round(Number(text) || 0)) })}
              />
            </div>
            {KEYS.map((key) => (
              <TextField
                key={key}
                label={words.word[key]}
                lang={tag}
                value={variant.words?.[tag]?.[key] ?? ''}
                placeholder={said[key] ?? ''}
                onChange={(text) => change({ words: withWord(variant.words, { tag, key, text }) })}
              />
            ))}
            <ColorField
              label={words.color}
              usualLabel={words.asForm}
              usual={draft.color ?? '#1a56db'}
              value={variant.color}
              onChange={(color) => change({ color })}
            />
            <div>
              <button type="button" class="button bare" onClick={() => remove(index)}>
                <Icon name="close" />
                {fill(words.delete, { name: variant.id })}
              </button>
            </div>
          </fieldset>
        );
      })}
      {variants.length < MOST && (
        <div>
          <button ref={addButton} type="button" class="button" onClick={add}>
            <Icon name="add" />
            {variants.length > 0 ? words.addVariant : words.startTest}
          </button>
        </div>
      )}
    </Part>
  );
};
