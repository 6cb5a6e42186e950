import { useState } from 'preact/hooks';
import { may } from '../../shared/people.ts';
import type { Target } from '../../shared/verdict.ts';
import { TargetDialog } from '../parts/TargetDialog.tsx';
import { useSite } from '../site.ts';
import { toast } from '../toasts.ts';
import { fill } from '../words/fill.ts';
import { saveTarget } from './api.ts';
import { targetText } from './VerdictCell.tsx';
import { useAdsWords } from './words.ts';

/** What ads are judged by; whoever may change the site's settings sets it here. */
export const TargetLine = () => {
  const words = useAdsWords();
  const { client, site, details, session, formats, reload } = useSite();
  const [open, setOpen] = useState(false);
  const target = details.settings.target ?? null;
  const mine = may(session.scopes, 'settings');

  const save = async (next: Target | null, before?: Target | null): Promise<void> => {
    const result = await saveTarget({ client, site }, next);
    if (!result.ok) return toast({ text: words.notSaved, failed: true });
    reload();
    if (before !== undefined)
      toast({ text: next ? words.targetSaved : words.targetRemoved, undo: () => void save(before) });
  };

  if (!target && !mine) return null;
  return (
    <div class="targetLine">
      <span>
        {target
          ? fill(target.metric === 'romi' ? words.targetRomi : words.target, {
              metric: words.targetMetrics[target.metric],
              value: targetText(formats, target, target.value),
            })
          : words.noTarget}
      </span>
      {mine && (
        <button type="button" class={target ? 'button bare' : 'button'} onClick={() => setOpen(true)}>
          {target ? words.changeTarget : words.setTarget}
        </button>
      )}
      {open && (
        <TargetDialog
          words={words}
          target={target}
          onSave={(next) => void save(next, target)}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
};
