import type { SiteSettings } from '../../shared/settings.ts';
import { Icon } from '../parts/Icon.tsx';
import { Select } from '../parts/Select.tsx';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { Field } from './Field.tsx';
import { removed, replaced } from './rows.ts';
import { SectionForm } from './SectionForm.tsx';
import { numberIn, textOf } from './texts.ts';
import { useRowFocus } from './useRowFocus.ts';
import { useSection } from './useSection.ts';
import { useWords } from './useWords.ts';

type Metric = NonNullable<SiteSettings['target']>['metric'];
type Rate = SiteSettings['rates'][number];

const METRICS: readonly Metric[] = ['costPerLead', 'costPerSql', 'cac', 'romi'];

/** The target by which ads are judged, and what amounts are converted by. */
export const MoneySection = () => {
  const words = useWords();
  const { details, formats } = useSite();
  const { target = null, vat = null, rates = [], currency } = details.settings;
  const title = words.sections.money;
  const text = words.money;
  const section = useSection({
    title,
    stored: {
      metric: (target?.metric ?? 'none') as Metric | 'none',
      // A return is a fraction, and is spoken of in per cent.
      value: target?.metric === 'romi' ? textOf(Math.round(target.value * 1e6) / 1e4) : textOf(target?.value),
      vat: (vat?.spend ?? 'none') as 'none' | 'with' | 'without',
      percent: textOf(vat?.percent ?? 20),
      rates: rates as Rate[],
    },
    read(draft) {
      const value = numberIn(draft.value);
      const isShare = draft.metric === 'romi' && typeof value === 'number';
      return {
        target: draft.metric === 'none' ? null : { metric: draft.metric, value: isShare ? value / 100 : value },
        vat: draft.vat === 'none' ? null : { percent: numberIn(draft.percent), spend: draft.vat },
        rates: draft.rates.map((rate) => ({ ...rate, rate: rate.rate.trim().replace(',', '.') })),
      };
    },
  });
  const { draft, set, problem } = section;

  return (
    <SectionForm title={title} section={section}>
      <fieldset class="settings-list">
        <legend>{text.target}</legend>
        <div class="settings-row">
          <Select
            class="settings-select"
            label={text.metric}
            value={draft.metric}
            options={[
              { value: 'none' as const, text: text.noTarget },
              ...METRICS.map((value) => ({ value, text: text.metrics[value] })),
            ]}
            onChange={(metric) => set({ metric })}
          />
          {draft.metric !== 'none' && (
            <Field
              label={draft.metric === 'romi' ? text.atLeast : fill(text.upTo, { sign: formats.currencySign })}
              value={draft.value}
              inputMode="decimal"
              problem={problem('target')}
              onChange={(value) => set({ value })}
            />
          )}
        </div>
      </fieldset>
      <fieldset class="settings-list">
        <legend>{text.vat}</legend>
        <div class="settings-row">
          <Select
            class="settings-select"
            label={text.vat}
            hideLabel
            value={draft.vat}
            options={(['none', 'with', 'without'] as const).map((value) => ({ value, text: text.vatChoices[value] }))}
            onChange={(value) => set({ vat: value })}
          />
          {draft.vat !== 'none' && (
            <Field
              label={text.percent}
              value={draft.percent}
              inputMode="decimal"
              problem={problem('vat')}
              onChange={(percent) => set({ percent })}
            />
          )}
        </div>
      </fieldset>
      <Rates
        rates={draft.rates}
        currency={currency}
        problem={problem('rates')}
        onChange={(changed) => set({ rates: changed })}
      />
      <p class="quiet">{text.later}</p>
    </SectionForm>
  );
};

interface RatesProps {
  rates: Rate[];
  currency: string;
  problem: string;
  onChange: (rates: Rate[]) => void;
}

const Rates = ({ rates, currency, problem, onChange }: RatesProps) => {
  const { money: words } = useWords();
  const { today } = useSite();
  const { list, focusLast, focusAdd } = useRowFocus();
  return (
    <fieldset class="settings-list" ref={list}>
      <legend>{words.rates}</legend>
      <p class="quiet">{rates.length > 0 ? fill(words.ratesHelp, { currency }) : words.noRates}</p>
      {rates.map((rate, index) => {
        const set = (part: Partial<Rate>): void => onChange(replaced(rates, index, { ...rate, ...part }));
        return (
          <div key={index} class="settings-item">
            <Field
              label={words.currency}
              value={rate.currency}
              placeholder="USD"
              onChange={(text) => set({ currency: text.trim().toUpperCase() })}
            />
            <Field label={words.from} type="date" value={rate.from} onChange={(from) => set({ from })} />
            <Field
              label={words.rate}
              value={rate.rate}
              placeholder="41.25"
              inputMode="decimal"
              onChange={(text) => set({ rate: text })}
            />
            <button
              type="button"
              class="button bare settings-remove"
              aria-label={fill(words.removeRate, { currency: rate.currency, day: rate.from })}
              onClick={() => {
                onChange(removed(rates, index));
                focusAdd();
              }}
            >
              <Icon name="close" />
            </button>
          </div>
        );
      })}
      {problem && <p class="wrong">{problem}</p>}
      <button
        type="button"
        class="button settings-add"
        onClick={() => {
          onChange([...rates, { currency: '', from: today, rate: '' }]);
          focusLast();
        }}
      >
        <Icon name="add" />
        {words.addRate}
      </button>
    </fieldset>
  );
};
