import { useState } from 'preact/hooks';
import type { NumberSettings } from '../../shared/numbers.ts';
import { useSite } from '../site.ts';
import { toast } from '../toasts.ts';
import { api } from './api.ts';
import {
  addLine,
  addPool,
  addRule,
  changeLine,
  changePool,
  changeRule,
  moveRule,
  removeLine,
  removePool,
  removeRule,
} from './draft.ts';
import { failureText } from './failureText.ts';
import { LineRow } from './LineRow.tsx';
import { PoolRow } from './PoolRow.tsx';
import { usePage } from './page.ts';
import { RuleRow } from './RuleRow.tsx';

/** The site's numbers, its pools and the rules, as a draft until it is saved. */
export const RulesEditor = ({ settings }: { settings: NumberSettings }) => {
  const { words } = usePage();
  const { site, reload } = useSite();
  const [draft, setDraft] = useState(settings);
  const [wrong, setWrong] = useState('');
  const changed = JSON.stringify(draft) !== JSON.stringify(settings);

  const store = async (numbers: NumberSettings): Promise<boolean> => {
    const answer = await api.saveRules(site, numbers);
    setWrong(answer.ok ? '' : failureText(answer.failure));
    if (answer.ok) reload();
    return answer.ok;
  };
  const save = async (): Promise<void> => {
    if (await store(draft)) toast({ text: words.saved, undo: () => void store(settings) });
  };

  return (
    <section aria-labelledby="rules">
      <h2 id="rules">{words.rules}</h2>
      <p class="quiet">{words.rulesHelp}</p>
      <div class="rules-set">
        <h3>{words.lines}</h3>
        {draft.lines.map((line, at) => (
          <LineRow
            key={at}
            line={line}
            onChange={(next) => setDraft(changeLine(draft, at, next))}
            onRemove={() => setDraft(removeLine(draft, at))}
          />
        ))}
        <p>
          <button type="button" class="button" onClick={() => setDraft(addLine(draft))}>
            {words.addLine}
          </button>
        </p>
      </div>
      <div class="rules-set">
        <h3>{words.pools}</h3>
        {draft.pools.map((pool, at) => (
          <PoolRow
            key={pool.id}
            pool={pool}
            onChange={(next) => setDraft(changePool(draft, at, next))}
            onRemove={() => setDraft(removePool(draft, at))}
          />
        ))}
        <p>
          <button type="button" class="button" onClick={() => setDraft(addPool(draft))}>
            {words.addPool}
          </button>
        </p>
      </div>
      {draft.lines.length > 0 && (
        <div class="rules-set">
          {draft.rules.map((rule, at) => (
            <RuleRow
              key={at}
              rule={rule}
              place={at + 1}
              last={at === draft.rules.length - 1}
              draft={draft}
              onChange={(next) => setDraft(changeRule(draft, at, next))}
              onMove={(by) => setDraft(moveRule(draft, at, by))}
              onRemove={() => setDraft(removeRule(draft, at))}
            />
          ))}
          <p>
            <button type="button" class="button" onClick={() => setDraft(addRule(draft))}>
              {words.addRule}
            </button>
          </p>
        </div>
      )}
      <p class="wrong" role="alert">
        {wrong}
      </p>
      <div class="rules-save">
        <button type="button" class="button primary" disabled={!changed} onClick={() => void save()}>
          {words.save}
        </button>
        {changed && (
          <>
            <span class="quiet">{words.unsaved}</span>
            <button type="button" class="button bare" onClick={() => setDraft(settings)}>
              {words.discard}
            </button>
          </>
        )}
      </div>
    </section>
  );
};
