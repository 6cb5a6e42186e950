import { useState } from 'preact/hooks';
import type { LeadStory } from '../../shared/leadStory.ts';
import type { SaleEntry } from '../../shared/leads.ts';
import { Icon } from '../parts/Icon.tsx';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { usePage } from './page.ts';
import { type Changes, saleAgain } from './useChanges.ts';

interface Props {
  sale: SaleEntry;
  story: LeadStory;
  changes: Changes;
}

export const SaleLine = ({ sale, story, changes }: Props) => {
  const { words } = usePage();
  const { formats } = useSite();
  const [asking, setAsking] = useState(false);
  const { revenue, profit, units, product, stated, kind, by } = sale;
  const facts = [
    product,
    units !== 1 && fill(words.units, { n: formats.count(units) }),
    words.saleKinds[kind],
    profit !== undefined && fill(words.profit, { sum: formats.money(profit) }),
    stated && `${formats.count(stated.revenue)} ${stated.currency} ${fill(words.saleStated, { rate: stated.rate })}`,
  ].filter(Boolean);
  const remove = async (): Promise<boolean> => {
    await changes.removeSale(story, sale.sale);
    return true;
  };
  return (
    <>
      <p class="event-title">{fill(words.sale, { sum: formats.exactMoney(revenue) })}</p>
      <p class="quiet">{facts.join(' · ')}</p>
      <p class="event-by quiet">
        {by}
        <button
          type="button"
          class="textButton"
          aria-label={words.removeSale}
          title={words.removeSale}
          onClick={() => (saleAgain(sale) ? void remove() : setAsking(true))}
        >
          <Icon name="close" />
        </button>
      </p>
      {asking && (
        <ConfirmDialog
          title={words.removeSaleTitle}
          help={words.removeSaleHelp}
          confirm={words.removeSale}
          onConfirm={remove}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
};
