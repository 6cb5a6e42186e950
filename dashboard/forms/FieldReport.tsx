import { useState } from 'preact/hooks';
import type { FieldsAnswer, FieldsOf } from '../../shared/formReport.ts';
import type { FormSettings } from '../../shared/forms.ts';
import { Failed } from '../parts/Failed.tsx';
import { Notice } from '../parts/Notice.tsx';
import { PeriodChooser } from '../parts/PeriodChooser.tsx';
import { Select } from '../parts/Select.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { useAsked } from '../useAsked.ts';
import { fill } from '../words/fill.ts';
import { askFields } from './api.ts';
import { FieldTable } from './FieldTable.tsx';
import { fieldName } from './fieldName.ts';
import { useDays } from './useDays.ts';
import { useWords } from './useWords.ts';

interface Props {
  id: string;
  settings: FormSettings | undefined;
}

/** Where people stop, field by field. */
export const FieldReport = ({ id, settings }: Props) => {
  const words = useWords();
  const { site, client } = useSite();
  const days = useDays();
  const [variant, setVariant] = useState<string | null>(null);
  const { from, to } = days.range;
  const asked = useAsked(`${site} ${id} ${from} ${to}`, (signal) =>
    askFields({ client, site }, { form: id, from, to }, signal),
  );
  const answer = asked.value;
  const variants = answer?.variants ?? [];
  const of = variants.find((one) => one.variant === variant) ?? answer;
  const unknown = asked.failure?.kind === 'notFound';
  return (
    <section class="report-box">
      <div class="report-head">
        <h2>{words.fieldsTitle}</h2>
        <PeriodChooser period={days.period} onChange={days.choose} />
        {variants.some((one) => one.variant !== '') && (
          <Select
            label={words.byVariant}
            value={variant ?? '*'}
            options={[
              { value: '*', text: words.allVariants },
              ...variants.map((one) => ({ value: one.variant, text: one.variant || words.withoutVariant })),
            ]}
            onChange={(chosen) => setVariant(chosen === '*' ? null : chosen)}
          />
        )}
      </div>
      {unknown && <Notice title={words.noSuchForm}>{<p>{words.noSuchFormHelp}</p>}</Notice>}
      {asked.failure && !unknown && <Failed failure={asked.failure} onRetry={asked.again} />}
      {!asked.failure && !of && <Skeleton />}
      {!asked.failure && of && answer && <Told answer={answer} of={of} settings={settings} busy={asked.busy} />}
    </section>
  );
};

interface ToldProps {
  answer: FieldsAnswer;
  of: FieldsOf;
  settings: FormSettings | undefined;
  busy: boolean;
}

const Told = ({ answer, of, settings, busy }: ToldProps) => {
  const words = useWords();
  const { language } = useReading();
  const { formats } = useSite();
  const { seen, started, submitted } = of.visits;
  const nameOf = (field: string): string => fieldName(field, { settings, words, language });
  const worst = [...of.fields].sort((a, b) => b.abandoned - a.abandoned)[0];
  const count = formats.count;
  if (started === 0)
    return (
      <Notice title={words.fieldsNobody}>
        <p>{words.fieldsNobodyHelp}</p>
      </Notice>
    );
  return (
    <div class={busy ? 'busy' : undefined} aria-busy={busy}>
      <p class="told">
        {started === submitted
          ? fill(words.fieldsAllSent, { started: count(started) })
          : worst && worst.abandoned > 0
            ? fill(words.fieldsSentence, {
                started: count(started),
                left: count(started - submitted),
                field: nameOf(worst.field),
                n: count(worst.abandoned),
              })
            : fill(words.fieldsSentenceShort, { started: count(started), left: count(started - submitted) })}
      </p>
      <p class="quiet">
        {fill(words.funnel, { seen: count(seen), started: count(started), submitted: count(submitted) })}
      </p>
      {of.fields.length > 0 ? (
        <FieldTable
          caption={fill(words.fieldsCaption, { form: answer.form, range: formats.range(answer) })}
          of={of}
          nameOf={nameOf}
        />
      ) : (
        <p>{words.fieldsUnknown}</p>
      )}
      <p class="quiet forms-under">{words.fieldsMeaning}</p>
      {answer.sealedBefore && (
        <p class="quiet">
          {fill(words.sealed, { day: formats.range({ from: answer.sealedBefore, to: answer.sealedBefore }) })}
        </p>
      )}
    </div>
  );
};
