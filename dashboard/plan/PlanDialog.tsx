import { useId, useState } from 'preact/hooks';
import { type MetricName, unitOf } from '../../shared/metrics/catalogue.ts';
import { PLAN_SCOPES, type PlanAnswer } from '../../shared/plans.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Select } from '../parts/Select.tsx';
import { useReading } from '../reading.ts';
import { readNumber } from '../readNumber.ts';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { api } from './api.ts';
import { MetricSelect } from './MetricSelect.tsx';
import { useOwn, usePeriodName } from './own.ts';
import type { PlanPeriod } from './periods.ts';
import { ScopeField } from './ScopeField.tsx';
import type { PlanNames } from './scope.ts';
import { readTyped, typed } from './units.ts';

interface Props {
  period: PlanPeriod;
  /** The one that is changed; without it a new one is made. */
  plan?: PlanAnswer;
  names: PlanNames;
  /** Whether there is a plan of this metric and scope already. */
  isTaken: (plan: Pick<PlanAnswer, 'metric' | 'scope'>) => boolean;
  onSaved: (plan: PlanAnswer, before?: PlanAnswer) => void;
  onClose: () => void;
}

const SCOPES = ['site', ...PLAN_SCOPES] as const;
type ScopeKind = (typeof SCOPES)[number];
type Wrong = 'target' | 'tolerance' | 'scope';

/** Makes a plan, or changes one: then its metric, period and scope stay, for another of these is another plan. */
export const PlanDialog = ({ period, plan, names, isTaken, onSaved, onClose }: Props) => {
  const { site, session, formats } = useSite();
  const { words: common } = useReading();
  const words = useOwn();
  const id = useId();
  const nameOf = usePeriodName();
  const [metric, setMetric] = useState<MetricName>(plan?.metric ?? 'leads');
  const [kind, setKind] = useState<ScopeKind>('site');
  const [value, setValue] = useState('');
  const unit = unitOf(metric);
  const [target, setTarget] = useState(plan ? typed(unit, plan.target) : '');
  const [owner, setOwner] = useState(plan?.owner ?? '');
  const [tolerance, setTolerance] = useState(plan ? String(Math.round(plan.tolerance * 1e6) / 1e4) : '');
  const [wrong, setWrong] = useState<Wrong | null>(null);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const [saving, setSaving] = useState(false);

  const submit = async (event: Event & { currentTarget: HTMLFormElement }): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const read = readTyped(unit, target);
    const near = tolerance.trim() === '' ? null : readNumber(tolerance.replace(/%$/, ''));
    const fault: Wrong | null =
      kind !== 'site' && !plan && value.trim() === ''
        ? 'scope'
        : read === null
          ? 'target'
          : tolerance.trim() !== '' && (near === null || near < 0 || near > 100)
            ? 'tolerance'
            : null;
    setWrong(fault);
    setRefused([]);
    if (fault || read === null) {
      form.querySelector<HTMLElement>(`[name='${fault}']`)?.focus();
      return;
    }
    const scope = kind === 'site' ? '' : `${kind}:${value.trim()}`;
    if (!plan && isTaken({ metric, scope })) {
      setRefused([words.taken]);
      return;
    }
    setSaving(true);
    const terms = { target: read, owner, tolerance: near === null ? null : near / 100 };
    const result = plan
      ? // What was not touched stays the default that it is.
        await api.change(site, plan.plan, {
          target: read,
          owner,
          ...(near !== null && near / 100 === plan.tolerance ? {} : { tolerance: terms.tolerance }),
        })
      : await api.add(site, {
          metric,
          period: period.label,
          scope,
          model: 'lastNonDirect',
          basis: 'event',
          ...terms,
        });
    setSaving(false);
    if (result.ok) {
      // Closed by itself, it gives the focus back to where it was opened.
      form.closest('dialog')?.close();
      onSaved(result.value, plan);
      return;
    }
    const { kind: why, errors, detail } = result.failure;
    setRefused(errors?.map((error) => error.detail) ?? [detail ?? common.failed[why]]);
  };

  const fault = (which: Wrong, text: string) => (
    <p id={`${id}-${which}`} class="wrong" role="alert">
      {wrong === which && text}
    </p>
  );
  return (
    <Dialog
      title={
        plan ? fill(words.changeTitle, { plan: names.whole(plan) }) : fill(words.addTitle, { period: nameOf(period) })
      }
      onClose={onClose}
    >
      <form class="planForm" noValidate onSubmit={(event) => void submit(event)}>
        {!plan && (
          <>
            <MetricSelect value={metric} onChange={setMetric} />
            <Select
              label={words.scope}
              value={kind}
              options={SCOPES.map((one) => ({ value: one, text: words.scopes[one] }))}
              onChange={(next) => {
                setKind(next);
                setValue('');
              }}
            />
            {kind !== 'site' && (
              <>
                <ScopeField
                  key={kind}
                  kind={kind}
                  value={value}
                  wrong={wrong === 'scope'}
                  onChange={setValue}
                  id={id}
                />
                {fault('scope', words.scopeShape)}
              </>
            )}
          </>
        )}
        <label class="field">
          <span>{fill(words.targetUnits[unit], { sign: formats.currencySign })}</span>
          <input
            name="target"
            inputMode="decimal"
            autoComplete="off"
            value={target}
            aria-invalid={wrong === 'target'}
            aria-describedby={`${id}-target`}
            onInput={(event) => setTarget(event.currentTarget.value)}
          />
        </label>
        {fault('target', words.targetShape)}
        <Select
          label={words.owner}
          value={owner}
          options={[
            { value: '', text: words.nobody },
            ...[...new Set([...session.people, ...(owner ? [owner] : [])])].map((name) => ({
              value: name,
              text: name,
            })),
          ]}
          onChange={setOwner}
        />
        <label class="field">
          <span>{words.tolerance}</span>
          <input
            name="tolerance"
            inputMode="decimal"
            autoComplete="off"
            value={tolerance}
            aria-invalid={wrong === 'tolerance'}
            aria-describedby={`${id}-help ${id}-tolerance`}
            onInput={(event) => setTolerance(event.currentTarget.value)}
          />
        </label>
        <p id={`${id}-help`} class="quiet">
          {words.toleranceHelp}
        </p>
        {fault('tolerance', words.toleranceShape)}
        <div class="wrong" role="alert">
          {refused.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
        <div class="planForm-end">
          <button type="submit" class="button primary" disabled={saving}>
            {saving ? words.saving : words.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
};
