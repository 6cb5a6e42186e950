import { useId, useState } from 'preact/hooks';
import type { LeadStory } from '../../shared/leadStory.ts';
import type { Sale } from '../../shared/leads.ts';
import { may } from '../../shared/people.ts';
import type { Failure } from '../api.ts';
import { dayAt } from '../days.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { amountOf, signedAmountOf } from './amount.ts';
import { usePage } from './page.ts';

interface Props {
  story: LeadStory;
  onSell: (sale: Sale) => Promise<Failure | null>;
  onClose: () => void;
}

/** Money won. Profit is asked of those who may see it, and of whoever sells where the site has no margin to tell it by. */
export const SaleDialog = ({ story, onSell, onClose }: Props) => {
  const { words } = usePage();
  const { words: shared } = useReading();
  const { details, session, today, formats } = useSite();
  const id = useId();
  const { currency: own, leads, timeZone } = details.settings;
  const { marginPercent } = leads;
  const [currency, setCurrency] = useState(own);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const needsProfit = marginPercent === null;
  const wrong = (field: string): string =>
    failure?.errors
      ?.filter((error) => error.field === field)
      .map(({ detail }) => detail)
      .join('; ') ?? '';

  const submit = async (event: SubmitEvent & { currentTarget: HTMLFormElement }): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const stated = Object.fromEntries(
      [...new FormData(form)].map(([name, value]) => [name, String(value).trim()]),
    ) as Record<string, string>;
    const { revenue = '', profit = '', day = '', product = '', units = '', rate = '' } = stated;
    const sale: Sale = {
      revenue: amountOf(revenue) ?? revenue,
      units: Number(units || 1),
      ...(day && { day }),
      ...(product && { product }),
      ...(profit && { profit: signedAmountOf(profit) ?? profit }),
      ...(currency !== own && { currency }),
      ...(currency !== own && rate && { rate: rate.replace(',', '.') }),
    };
    setBusy(true);
    const refused = await onSell(sale);
    setBusy(false);
    if (refused) setFailure(refused);
    else form.closest('dialog')?.close();
  };
  const field = (name: string, label: string, rest: object = {}) => (
    <label class="field">
      <span>{label}</span>
      <input
        name={name}
        autocomplete="off"
        aria-invalid={wrong(name) !== ''}
        aria-describedby={wrong(name) ? `${id}-${name}` : undefined}
        {...rest}
      />
      {wrong(name) && (
        <span id={`${id}-${name}`} class="wrong">
          {wrong(name)}
        </span>
      )}
    </label>
  );
  return (
    <Dialog title={words.saleTitle} onClose={onClose}>
      <form class="leadForm" onSubmit={submit}>
        <div class="leadForm-row">
          {field('revenue', words.saleRevenue, {
            inputMode: 'decimal',
            required: true,
            autofocus: true,
            class: 'number',
          })}
          <label class="field narrow">
            <span>{words.saleCurrency}</span>
            <input
              name="currency"
              value={currency}
              pattern="[A-Za-z]{3}"
              maxLength={3}
              required
              autocomplete="off"
              onInput={(event) => setCurrency(event.currentTarget.value.toUpperCase())}
            />
          </label>
        </div>
        {currency !== own && field('rate', fill(words.saleRate, { currency: own }), { inputMode: 'decimal' })}
        {field('product', words.saleProduct, { defaultValue: story.product, maxLength: 200 })}
        <div class="leadForm-row">
          {field('units', words.saleUnits, { type: 'number', min: 0, max: 1_000_000, defaultValue: '1' })}
          {field('day', words.saleDay, {
            type: 'date',
            required: true,
            defaultValue: today,
            max: today,
            min: dayAt(Date.parse(story.time), timeZone),
          })}
        </div>
        {(needsProfit || may(session.scopes, 'report')) && (
          <>
            {field('profit', words.saleProfit, {
              inputMode: 'decimal',
              required: needsProfit,
              'aria-describedby': `${id}-margin`,
            })}
            <p id={`${id}-margin`} class="quiet">
              {marginPercent === null
                ? words.saleProfitHelp
                : fill(words.saleMargin, { percent: formats.share(marginPercent / 100) })}
            </p>
          </>
        )}
        <p class="wrong" role="alert">
          {failure && !failure.errors && shared.failed[failure.kind]}
        </p>
        <div class="leadForm-end">
          <button type="submit" class="button primary" disabled={busy}>
            {words.saleSave}
          </button>
        </div>
      </form>
    </Dialog>
  );
};
