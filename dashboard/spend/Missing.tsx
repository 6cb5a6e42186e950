import type { ComponentChildren } from 'preact';
import type { SpendAnswer } from '../../shared/spend.ts';
import type { Formats } from '../format.ts';
import { useReading } from '../reading.ts';
import { fill } from '../words/fill.ts';
import { pluralOf } from '../words/plurals.ts';

interface Props {
  answer: SpendAnswer;
  formats: Formats;
  /** What can be done about them. */
  children: ComponentChildren;
}

const SHOWN = 5;

/** Rows stored of the same days that the file no longer has: an ad deleted there, or a file of fewer campaigns. */
export const Missing = ({ answer, formats, children }: Props) => {
  const { words, language } = useReading();
  const rows = `${formats.count(answer.missingCount)} ${pluralOf(language, 'rows', answer.missingCount)}`;
  return (
    <section class="upload-missing">
      <p>{fill(words.missing, { rows })}</p>
      <ul>
        {answer.missing.slice(0, SHOWN).map(({ day, campaign, ad, cost }) => (
          <li key={`${day} ${campaign} ${ad}`}>
            <span>{formats.range({ from: day, to: day })}</span>
            <span class="upload-missing-name">{[campaign, ad].filter(Boolean).join(' · ')}</span>
            <span>{formats.money(cost)}</span>
          </li>
        ))}
      </ul>
      {answer.missingCount > SHOWN && <p class="quiet">{`+${formats.count(answer.missingCount - SHOWN)}`}</p>}
      {children}
    </section>
  );
};
