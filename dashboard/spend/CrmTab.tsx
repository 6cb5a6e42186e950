import { useRef, useState } from 'preact/hooks';
import type { Changes, CrmAnswer, DealPlace } from '../../shared/crm.ts';
import type { Failure } from '../api.ts';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { api } from './api.ts';
import { Columns } from './Columns.tsx';
import { DropZone } from './DropZone.tsx';
import { useOwn } from './own.ts';
import { Problems } from './Problems.tsx';

type Step =
  | { at: 'choose' }
  | { at: 'reading'; file: File }
  | { at: 'refused'; file: File; failure: Failure }
  | { at: 'preview' | 'saving'; file: File; answer: CrmAnswer }
  | { at: 'saved'; answer: CrmAnswer };

const SHOWN = 10;

/** What became of the leads, from a CRM's file: first how it was read and what it would change. */
export const CrmTab = () => {
  const { site, formats } = useSite();
  const { words: common } = useReading();
  const words = useOwn();
  const [step, setStep] = useState<Step>({ at: 'choose' });
  const [create, setCreate] = useState(false);
  const latest = useRef(0);

  const read = async (file: File, options: { create: boolean }): Promise<void> => {
    const turn = ++latest.current;
    // What is shown stays while an option is tried on it.
    setStep((before) => (before.at === 'preview' && before.file === file ? before : { at: 'reading', file }));
    const result = await api.crm(site, file, { ...options, dryRun: true, skipOlder: true });
    if (turn !== latest.current) return;
    setStep(
      result.ok ? { at: 'preview', file, answer: result.value } : { at: 'refused', file, failure: result.failure },
    );
  };
  const save = async (): Promise<void> => {
    if (step.at !== 'preview') return;
    setStep({ ...step, at: 'saving' });
    const result = await api.crm(site, step.file, { dryRun: false, create, skipOlder: true });
    setStep(
      result.ok ? { at: 'saved', answer: result.value } : { at: 'refused', file: step.file, failure: result.failure },
    );
  };

  const changes = (title: string, { added, changed, removed }: Changes) => (
    <div>
      <dt>{title}</dt>
      <dd>
        {[
          added > 0 && fill(words.added, { n: formats.count(added) }),
          changed > 0 && fill(words.changed, { n: formats.count(changed) }),
          removed > 0 && fill(words.removed, { n: formats.count(removed) }),
        ]
          .filter(Boolean)
          .join(', ') || words.nothing}
      </dd>
    </div>
  );
  const places = (title: string, deals: readonly DealPlace[], count: number) =>
    count > 0 && (
      <details class="crmPlaces">
        <summary>{fill(title, { n: formats.count(count) })}</summary>
        <ul>
          {deals.slice(0, SHOWN).map(({ row, id }) => (
            <li key={row}>
              {fill(common.row, { n: row.replace(/^row /, '') })} · {id}
            </li>
          ))}
          {count > SHOWN && <li class="quiet">{`+${formats.count(count - SHOWN)}`}</li>}
        </ul>
      </details>
    );

  const other = <DropZone label={common.chooseOther} onFile={(file) => void read(file, { create })} small />;
  return (
    <section class="crm">
      <h2>{words.crmTitle}</h2>
      <p class="quiet">{words.crmHelp}</p>
      <p class="unseen" role="status">
        {step.at === 'reading' && fill(common.reading, { file: step.file.name })}
        {step.at === 'preview' && fill(words.crmRead, { n: formats.count(step.answer.rows) })}
        {step.at === 'saved' && words.crmSaved}
      </p>
      {step.at === 'choose' && (
        <DropZone label={common.choose} help={words.crmFiles} onFile={(file) => void read(file, { create })} />
      )}
      {step.at === 'reading' && <p class="upload-busy">{fill(common.reading, { file: step.file.name })}</p>}
      {step.at === 'refused' && (
        <>
          <Problems file={step.file.name} failure={step.failure} />
          <p>{other}</p>
        </>
      )}
      {(step.at === 'preview' || step.at === 'saving' || step.at === 'saved') && (
        <>
          {step.at === 'saved' ? (
            <p>
              <strong>{words.crmSaved}</strong>
            </p>
          ) : (
            <p class="upload-file">
              <strong>{step.file.name}</strong>
            </p>
          )}
          <dl class="upload-sums">
            <div>
              <dt>{words.crmDeals}</dt>
              <dd>{formats.count(step.answer.rows)}</dd>
            </div>
            <div>
              <dt>{words.crmMatched}</dt>
              <dd>{formats.count(step.answer.matched)}</dd>
            </div>
            {step.answer.created > 0 && (
              <div>
                <dt>{words.crmCreated}</dt>
                <dd>{formats.count(step.answer.created)}</dd>
              </div>
            )}
            <div>
              <dt>{words.crmRevenue}</dt>
              <dd>{formats.money(step.answer.revenue)}</dd>
            </div>
          </dl>
          <dl class="crmChanges">
            {changes(words.crmStages, step.answer.stages)}
            {changes(words.crmSales, step.answer.sales)}
            {changes(words.crmDetails, step.answer.details)}
          </dl>
          {places(words.crmUnmatched, step.answer.unmatched, step.answer.unmatchedCount)}
          {places(words.crmOlder, step.answer.older, step.answer.olderCount)}
          {step.at !== 'saved' && (step.answer.unmatchedCount > 0 || create) && (
            <label class="check">
              <input
                type="checkbox"
                checked={create}
                disabled={step.at === 'saving'}
                onChange={(event) => {
                  setCreate(event.currentTarget.checked);
                  void read(step.file, { create: event.currentTarget.checked });
                }}
              />
              <span>{words.crmCreate}</span>
            </label>
          )}
          {step.answer.columns && <Columns columns={step.answer.columns} fields={words.crmFields} />}
          <p class="crm-end">
            {other}
            {step.at !== 'saved' && (
              <button
                type="button"
                class="button primary"
                disabled={step.at === 'saving' || step.answer.matched + step.answer.created === 0}
                onClick={() => void save()}
              >
                {step.at === 'saving' ? common.saving : words.crmConfirm}
              </button>
            )}
          </p>
        </>
      )}
    </section>
  );
};
