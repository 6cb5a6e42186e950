import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { SpendAnswer } from '../../shared/spend.ts';
import type { Api, Failure, SpendOptions } from '../api.ts';
import type { Range } from '../days.ts';
import type { Formats } from '../format.ts';
import { Icon } from '../parts/Icon.tsx';
import { useReading } from '../reading.ts';
import { fill } from '../words/fill.ts';
import { pluralOf } from '../words/plurals.ts';
import { DropZone } from './DropZone.tsx';
import { DryRun } from './DryRun.tsx';
import { FileSays } from './FileSays.tsx';
import { Problems } from './Problems.tsx';
import { RateForm } from './RateForm.tsx';
import { Saved } from './Saved.tsx';

interface Props {
  api: Api;
  site: string;
  formats: Formats;
  currency: string;
  /** The site tells amounts with and without value added tax apart. */
  vat?: boolean;
  /** Dropped on the page: read at once. */
  file?: File | undefined;
  onClose: () => void;
  onSaved: () => void;
  onPeriod: (range: Range) => void;
}

/** What is said of a file that it does not say itself. */
export type Said = Pick<SpendOptions, 'rate' | 'currency' | 'vat'>;

const NOTHING_SAID: Said = { rate: '', currency: '', vat: '' };

type Step =
  | { at: 'choose' }
  | { at: 'reading'; file: File }
  | { at: 'refused'; file: File; said: Said; failure: Failure }
  | { at: 'preview' | 'saving'; file: File; said: Said; answer: SpendAnswer; failure?: Failure }
  | { at: 'saved'; answer: SpendAnswer };

const needsRate = ({ errors }: Failure): boolean =>
  Boolean(errors?.length && errors.every(({ field }) => field.endsWith('.rate')));

/** A file is first read for the difference it would make; nothing is stored before that was seen and confirmed. */
export const UploadDialog = ({
  api,
  site,
  formats,
  currency,
  vat = false,
  file,
  onClose,
  onSaved,
  onPeriod,
}: Props) => {
  const { words, language } = useReading();
  const dialog = useRef<HTMLDialogElement>(null);
  const [step, setStep] = useState<Step>({ at: 'choose' });
  /** Counts the files chosen, so that the answer to an earlier one is not shown for a later. */
  const latest = useRef(0);

  const read = async (chosen: File, said = NOTHING_SAID): Promise<void> => {
    const turn = ++latest.current;
    // What is shown stays while something else is said of the same file.
    const shown = step.at === 'preview' && step.file === chosen ? step : null;
    if (!shown) setStep({ at: 'reading', file: chosen });
    const result = await api.spend(site, chosen, { dryRun: true, replace: false, ...said });
    if (turn !== latest.current) return;
    if (result.ok) setStep({ at: 'preview', file: chosen, said, answer: result.value });
    else if (shown && !needsRate(result.failure)) setStep({ ...shown, failure: result.failure });
    else setStep({ at: 'refused', file: chosen, said, failure: result.failure });
  };

  const save = async (replace: boolean): Promise<void> => {
    if (step.at !== 'preview') return;
    setStep({ ...step, at: 'saving' });
    const result = await api.spend(site, step.file, { dryRun: false, replace, ...step.said });
    if (result.ok) {
      setStep({ at: 'saved', answer: result.value });
      onSaved();
    } else setStep({ at: 'refused', file: step.file, said: step.said, failure: result.failure });
  };

  useLayoutEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    if (file) void read(file);
  }, [file]);

  const chooseOther = <DropZone label={words.chooseOther} onFile={(chosen) => void read(chosen)} small />;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the dialog closes it; by keyboard Escape does, by itself
    <dialog
      ref={dialog}
      class="upload"
      aria-labelledby="upload-title"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      <div class="upload-inner">
        <header>
          <h2 id="upload-title">{words.upload}</h2>
          <button type="button" class="button bare" aria-label={words.close} onClick={() => dialog.current?.close()}>
            <Icon name="close" />
          </button>
        </header>
        <p class="unseen" role="status">
          {step.at === 'reading' && fill(words.reading, { file: step.file.name })}
          {step.at === 'preview' &&
            `${formats.count(step.answer.rows)} ${pluralOf(language, 'rows', step.answer.rows)}, ${formats.money(step.answer.cost)}`}
          {step.at === 'saving' && words.saving}
        </p>
        {step.at === 'choose' && <DropZone label={words.choose} onFile={(chosen) => void read(chosen)} />}
        {step.at === 'reading' && <p class="upload-busy">{fill(words.reading, { file: step.file.name })}</p>}
        {step.at === 'refused' &&
          (needsRate(step.failure) ? (
            <RateForm
              currency={currency}
              detail={step.failure.errors?.[0]?.detail ?? ''}
              onRate={(rate) => void read(step.file, { ...step.said, rate })}
            />
          ) : (
            <Problems file={step.file.name} failure={step.failure} />
          ))}
        {step.at === 'refused' && chooseOther}
        {(step.at === 'preview' || step.at === 'saving') && (
          <DryRun
            file={step.file.name}
            answer={step.answer}
            formats={formats}
            saving={step.at === 'saving'}
            onSave={save}
            other={chooseOther}
          >
            <FileSays
              answer={step.answer}
              said={step.said}
              currency={currency}
              vat={vat}
              failure={step.failure}
              onSay={(said) => void read(step.file, said)}
            />
          </DryRun>
        )}
        {step.at === 'saved' && (
          <Saved answer={step.answer} formats={formats} onPeriod={onPeriod} onClose={() => dialog.current?.close()} />
        )}
      </div>
    </dialog>
  );
};
