import { useId, useState } from 'preact/hooks';
import type { SiteSettings } from '../../shared/settings.ts';
import { TARGET_METRICS, type Target } from '../../shared/verdict.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Select } from '../parts/Select.tsx';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { toast } from '../toasts.ts';
import { fill } from '../words/fill.ts';
import { saveTarget } from './api.ts';
import { useOwn } from './own.ts';

interface Props {
  /** As it stands; null where there is none. */
  target: Target | null;
  onSaved: () => void;
  onClose: () => void;
}

/** `1 250,50` as somebody writes it; NaN where it is no number. */
const numberOf = (text: string): number => {
  const plain = text
    .replace(/[\s\u00A0\u202F]/g, '')
    .replace(',', '.')
    .replace('−', '-');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
};

/** What ads are judged by: what one outcome may cost, or what the money has to bring back. */
export const TargetDialog = ({ target, onSaved, onClose }: Props) => {
  const { site, details, formats, reload } = useSite();
  const { words: common } = useReading();
  const words = useOwn();
  const id = useId();
  const [metric, setMetric] = useState<Target['metric']>(target?.metric ?? 'costPerLead');
  const [text, setText] = useState(
    target ? String(target.metric === 'romi' ? Math.round(target.value * 1e4) / 100 : target.value) : '',
  );
  const [wrong, setWrong] = useState(false);
  const [saving, setSaving] = useState(false);
  const isShare = metric === 'romi';

  /** Whether it was saved. */
  const save = async (wanted: SiteSettings['target'], undo?: () => void): Promise<boolean> => {
    const result = await saveTarget(site, wanted);
    if (!result.ok) {
      const why = result.failure.detail ?? common.failed[result.failure.kind];
      toast({ text: fill(words.targetFailed, { why }), failed: true });
      return false;
    }
    toast({ text: words.targetSaved, ...(undo && { undo }) });
    reload();
    onSaved();
    return true;
  };
  const submit = async (event: Event & { currentTarget: HTMLFormElement }): Promise<void> => {
    event.preventDefault();
    const dialog = event.currentTarget.closest('dialog');
    const value = numberOf(text) / (isShare ? 100 : 1);
    if (!(isShare ? value > -1 : value > 0)) {
      setWrong(true);
      return;
    }
    setSaving(true);
    const former = details.settings.target ?? null;
    // Closed by itself, it gives the focus back to where it was opened.
    if (await save({ metric, value }, () => void save(former))) dialog?.close();
    else setSaving(false);
  };

  return (
    <Dialog title={words.targetTitle} onClose={onClose}>
      <form class="target" noValidate onSubmit={(event) => void submit(event)}>
        <Select
          label={words.targetMetric}
          value={metric}
          options={TARGET_METRICS.map((value) => ({ value, text: words.targetMetrics[value] }))}
          onChange={(chosen) => {
            setMetric(chosen);
            setWrong(false);
          }}
        />
        <div class="field">
          <label for={id}>{isShare ? words.targetRomi : fill(words.targetCost, { sign: formats.currencySign })}</label>
          <input
            id={id}
            inputMode="decimal"
            autoComplete="off"
            value={text}
            aria-invalid={wrong}
            aria-describedby={`${id}-wrong`}
            onInput={(event) => {
              setText(event.currentTarget.value);
              setWrong(false);
            }}
          />
          <p id={`${id}-wrong`} class="wrong" role="alert">
            {wrong && (isShare ? words.romiShape : words.targetShape)}
          </p>
        </div>
        <button type="submit" class="button primary" disabled={saving}>
          {saving ? words.saving : words.save}
        </button>
      </form>
    </Dialog>
  );
};
