import { useRef, useState } from 'preact/hooks';
import { useReading } from '../reading.ts';
import { fill } from '../words/fill.ts';

interface Props {
  currency: string;
  /** The server's words: they name the file's currency. */
  detail: string;
  onRate: (rate: string) => void;
}

export const RateForm = ({ currency, detail, onRate }: Props) => {
  const { words } = useReading();
  const input = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState(false);

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const rate = input.current?.value.trim().replace(',', '.') ?? '';
    const isRate = /^\d{1,9}(\.\d{1,10})?$/.test(rate) && Number(rate) > 0;
    setWrong(!isRate);
    if (isRate) onRate(rate);
    else input.current?.focus();
  };

  return (
    <form class="upload-rate" onSubmit={submit} noValidate>
      <h3>{words.rateTitle}</h3>
      <p>{fill(words.rateHelp, { currency })}</p>
      <p class="quiet">{detail}</p>
      <div class="upload-rate-line">
        <label class="field">
          <span>{words.rate}</span>
          <input
            ref={input}
            inputMode="decimal"
            autocomplete="off"
            placeholder="41.25"
            aria-invalid={wrong}
            aria-describedby="rate-wrong"
          />
        </label>
        <button type="submit" class="button primary">
          {words.rateUse}
        </button>
      </div>
      <p id="rate-wrong" class="wrong" role="alert">
        {wrong && words.rateShape}
      </p>
    </form>
  );
};
