import { useId, useState } from 'preact/hooks';
import { SPEND_KINDS, type SpendAnswer, type SpendKind, type SpendRow, type Vat } from '../../shared/spend.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Segmented } from '../parts/Segmented.tsx';
import { Select } from '../parts/Select.tsx';
import { useReading } from '../reading.ts';
import { readNumber } from '../readNumber.ts';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { api } from './api.ts';
import { useOwn } from './own.ts';

interface Props {
  onSaved: (answer: SpendAnswer, name: string) => void;
  onClose: () => void;
}

type Wrong = 'name' | 'source' | 'cost' | 'to';

/** What comes in no file: a fee, the radio, a fair, a salary; spread evenly over its days. */
export const HandDialog = ({ onSaved, onClose }: Props) => {
  const { site, details, formats, today } = useSite();
  const { words: common } = useReading();
  const words = useOwn();
  const id = useId();
  const [kind, setKind] = useState<SpendKind>('marketing');
  const [name, setName] = useState('');
  const [source, setSource] = useState('');
  const [medium, setMedium] = useState('');
  const [agency, setAgency] = useState('');
  const [cost, setCost] = useState('');
  const [vat, setVat] = useState<Vat | ''>('');
  const [from, setFrom] = useState(`${today.slice(0, 7)}-01`);
  const [to, setTo] = useState(today);
  const [wrong, setWrong] = useState<Wrong | null>(null);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const [saving, setSaving] = useState(false);

  const submit = async (event: Event & { currentTarget: HTMLFormElement }): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const amount = readNumber(cost);
    const fault: Wrong | null =
      name.trim() === ''
        ? 'name'
        : kind === 'ad' && source.trim() === ''
          ? 'source'
          : amount === null || amount <= 0
            ? 'cost'
            : !from || !to || to < from
              ? 'to'
              : null;
    setWrong(fault);
    setRefused([]);
    if (fault || amount === null) {
      form.querySelector<HTMLElement>(`[name='${fault}']`)?.focus();
      return;
    }
    const row: SpendRow = {
      kind,
      campaign: name.trim(),
      cost: amount,
      from,
      to,
      ...(kind === 'ad' && { source: source.trim(), ...(medium.trim() && { medium: medium.trim() }) }),
      ...(agency.trim() && { agency: agency.trim() }),
      ...(vat && { vat }),
    };
    setSaving(true);
    const result = await api.enter(site, row);
    setSaving(false);
    if (result.ok) {
      // Closed by itself, it gives the focus back to where it was opened.
      form.closest('dialog')?.close();
      onSaved(result.value, name.trim());
      return;
    }
    const { kind: why, errors, detail } = result.failure;
    setRefused(errors?.map((error) => error.detail) ?? [detail ?? common.failed[why]]);
  };

  const text = (field: { name: string; label: string; value: string; set: (value: string) => void; fault?: Wrong }) => (
    <label class="field">
      <span>{field.label}</span>
      <input
        name={field.name}
        autoComplete="off"
        maxLength={200}
        inputMode={field.name === 'cost' ? 'decimal' : 'text'}
        value={field.value}
        aria-invalid={field.fault !== undefined && wrong === field.fault}
        aria-describedby={field.fault && `${id}-wrong`}
        onInput={(event) => field.set(event.currentTarget.value)}
      />
    </label>
  );
  const day = (field: 'from' | 'to', value: string, set: (value: string) => void) => (
    <label class="field">
      <span>{words[field]}</span>
      <input
        type="date"
        name={field}
        value={value}
        aria-invalid={field === 'to' && wrong === 'to'}
        aria-describedby={field === 'to' ? `${id}-wrong` : undefined}
        onInput={(event) => set(event.currentTarget.value)}
      />
    </label>
  );

  return (
    <Dialog title={words.byHandTitle} onClose={onClose}>
      <form class="spendForm" noValidate onSubmit={(event) => void submit(event)}>
        <Segmented
          label={words.kind}
          value={kind}
          options={SPEND_KINDS.map((value) => ({ value, text: words.kinds[value] }))}
          onChange={setKind}
        />
        <p class="quiet">{words.kindHelp[kind]}</p>
        {text({ name: 'name', label: words.paidFor, value: name, set: setName, fault: 'name' })}
        {kind === 'ad' && (
          <div class="spendForm-pair">
            {text({ name: 'source', label: words.source, value: source, set: setSource, fault: 'source' })}
            {text({ name: 'medium', label: words.medium, value: medium, set: setMedium })}
          </div>
        )}
        {text({
          name: 'cost',
          label: fill(words.amount, { sign: formats.currencySign }),
          value: cost,
          set: setCost,
          fault: 'cost',
        })}
        {details.settings.vat && (
          <Select
            label={common.vatOfFile}
            value={vat}
            options={(['', 'with', 'without'] as const).map((value) => ({
              value,
              text: common.vatOptions[value || 'asIs'],
            }))}
            onChange={setVat}
          />
        )}
        <div class="spendForm-pair">
          {day('from', from, setFrom)}
          {day('to', to, setTo)}
        </div>
        <p class="quiet">{words.evenly}</p>
        {text({ name: 'agency', label: words.agency, value: agency, set: setAgency })}
        <div id={`${id}-wrong`} class="wrong" role="alert">
          {wrong && <p>{words.wrong[wrong]}</p>}
          {refused.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
        <div class="spendForm-end">
          <button type="submit" class="button primary" disabled={saving}>
            {saving ? common.saving : words.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
};
