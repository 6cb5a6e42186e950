import type { SpendAnswer } from '../../shared/spend.ts';
import type { Failure } from '../api.ts';
import { Select } from '../parts/Select.tsx';
import { useReading } from '../reading.ts';
import type { Said } from './UploadDialog.tsx';

interface Props {
  answer: SpendAnswer;
  said: Said;
  /** The site's. */
  currency: string;
  vat: boolean;
  /** Why what was said last cannot be. */
  failure: Failure | undefined;
  onSay: (said: Said) => void;
}

/** The currencies in which ad systems bill here and abroad; any other one is in the file's own column. */
const CURRENCIES = ['UAH', 'USD', 'EUR', 'PLN', 'GBP', 'KZT', 'RUB'];

/** What the file leaves open: its currency where no column names one, and value added tax where the site counts it. */
export const FileSays = ({ answer, said, currency, vat, failure, onSay }: Props) => {
  const { words } = useReading();
  const asksCurrency = answer.columns !== undefined && !answer.columns.some(({ readAs }) => readAs === 'currency');
  if (!asksCurrency && !vat) return null;
  return (
    <div class="upload-says">
      {asksCurrency && (
        <Select
          label={words.currencyOfFile}
          value={said.currency || currency}
          options={[...new Set([currency, ...CURRENCIES])].map((value) => ({ value, text: value }))}
          onChange={(chosen) => onSay({ ...said, rate: '', currency: chosen === currency ? '' : chosen })}
        />
      )}
      {vat && (
        <Select
          label={words.vatOfFile}
          value={said.vat}
          options={(['', 'with', 'without'] as const).map((value) => ({
            value,
            text: words.vatOptions[value || 'asIs'],
          }))}
          onChange={(chosen) => onSay({ ...said, vat: chosen })}
        />
      )}
      <p class="wrong" role="alert">
        {failure && (failure.errors?.[0]?.detail ?? failure.detail ?? words.failed[failure.kind])}
      </p>
    </div>
  );
};
