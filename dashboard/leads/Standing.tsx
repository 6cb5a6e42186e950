import { useState } from 'preact/hooks';
import type { LeadStory } from '../../shared/leadStory.ts';
import type { Stage } from '../../shared/leads.ts';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { amountOf, writtenAmount } from './amount.ts';
import { LossDialog } from './LossDialog.tsx';
import { OwnerField } from './OwnerField.tsx';
import { usePage } from './page.ts';
import { StageTrack } from './StageTrack.tsx';
import { StatedField } from './StatedField.tsx';
import type { Changes } from './useChanges.ts';

interface Props {
  story: LeadStory;
  changes: Changes;
}

/** Where the lead stands: stage, who answers for it, what it may bring, what was done. */
export const Standing = ({ story, changes }: Props) => {
  const { words } = usePage();
  const { details } = useSite();
  const { currency, leads } = details.settings;
  const [losing, setLosing] = useState(false);
  const { stage, owner, value, product, actions, sales } = story;

  const moveTo = (to: Stage): void => {
    if (to === 'lost') setLosing(true);
    else void changes.state(story, { stage: to }, fill(words.saidStage, { name: words.stages[to] }));
  };
  const give = (to: string): void =>
    void changes.state(story, { owner: to }, to ? fill(words.saidOwner, { name: to }) : words.saidNobody);
  const stateProduct = (text: string): boolean => {
    void changes.state(story, { product: text }, words.saidProduct);
    return true;
  };
  const stateValue = (text: string): boolean => {
    const amount = amountOf(text);
    if (text && amount === null) return false;
    void changes.state(story, { value: amount }, words.saidValue);
    return true;
  };
  return (
    <div class="standing">
      <StageTrack stage={stage} hasSales={sales.length > 0} onChoose={moveTo} />
      <div class="standing-fields">
        <OwnerField owner={owner} onChange={give} />
        <StatedField label={words.product} text={product} onState={stateProduct} />
        <StatedField
          label={fill(words.value, { currency })}
          isAmount
          text={value ? writtenAmount(value) : ''}
          onState={stateValue}
        />
      </div>
      {leads.actions.length > 0 && (
        <fieldset class="standing-actions">
          <legend>{words.actions}</legend>
          {leads.actions.map(({ id, name }) => (
            <button
              key={id}
              type="button"
              class={actions[id] ? 'button done' : 'button'}
              title={actions[id]}
              onClick={() => void changes.state(story, { action: id }, fill(words.saidAction, { name }))}
            >
              {actions[id] ? '✓ ' : ''}
              {name}
            </button>
          ))}
        </fieldset>
      )}
      {losing && (
        <LossDialog
          onClose={() => setLosing(false)}
          onLose={(reason) =>
            changes.state(
              story,
              { stage: 'lost', ...(reason && { lossReason: reason }) },
              fill(words.saidStage, { name: words.stages.lost }),
            )
          }
        />
      )}
    </div>
  );
};
