import { useEffect, useRef, useState } from 'preact/hooks';
import { may } from '../../shared/people.ts';
import type { NewPlan, PlanAnswer } from '../../shared/plans.ts';
import type { Failure } from '../api.ts';
import { useLive } from '../live.ts';
import { Failed } from '../parts/Failed.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { toast } from '../toasts.ts';
import { useAsked } from '../useAsked.ts';
import { fill } from '../words/fill.ts';
import { api } from './api.ts';
import { CopyButton } from './CopyButton.tsx';
import { NoteDialog } from './NoteDialog.tsx';
import { useOwn } from './own.ts';
import { PeriodBar } from './PeriodBar.tsx';
import { PlanDialog } from './PlanDialog.tsx';
import { PlanTable } from './PlanTable.tsx';
import { nextPeriod, periodAt, readLabel } from './periods.ts';
import { Score } from './Score.tsx';
import { Seasons } from './Seasons.tsx';
import { SECTIONS, sectionOf, usePlanNames } from './scope.ts';

/** What is open above the page. */
type Open = { kind: 'plan'; plan?: PlanAnswer } | { kind: 'note'; plan: PlanAnswer } | null;

/** Targets and what became of them, of the period that the address names. */
export const PlanPage = () => {
  const { site, session, today, place, onEnded } = useSite();
  const { words: common } = useReading();
  const words = useOwn();
  const heading = useRef<HTMLHeadingElement>(null);
  const [open, setOpen] = useState<Open>(null);
  /** Plans and notes that were deleted; they go once that can no longer be taken back. */
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const mayChange = may(session.scopes, 'settings');

  const period = readLabel(new URLSearchParams(place.query).get('period') ?? '') ?? periodAt('month', today);
  const former = nextPeriod(period, -1);
  const asked = useAsked(`${site} ${period.label}`, async (signal) => {
    const result = await api.list(site, period, signal);
    return result.ok ? { ok: true as const, value: { label: period.label, ...result.value } } : result;
  });
  useLive(['leads', 'spend', 'calls'], asked.again);
  useEffect(() => {
    if (asked.failure?.kind === 'unauthorized') onEnded();
  }, [asked.failure]);

  // While the next period is on its way, the one before it is not shown for it.
  const known = asked.value?.label === period.label ? asked.value : undefined;
  const plans = (known?.plans ?? [])
    .filter((plan) => plan.period === period.label && !hidden.has(plan.plan))
    .map((plan) => ({ ...plan, notes: plan.notes.filter(({ note }) => !hidden.has(note)) }));
  const names = usePlanNames(plans);

  const failed = ({ kind, detail }: Failure): void =>
    toast({ text: fill(words.failed, { why: detail ?? common.failed[kind] }), failed: true });
  const show = (id: string): void => setHidden((before) => new Set([...before].filter((other) => other !== id)));
  /** Takes it off the page at once, and deletes it when the offer to take that back is gone. */
  const remove = (id: string, text: string, send: () => ReturnType<typeof api.remove>): void => {
    setHidden((before) => new Set([...before, id]));
    heading.current?.focus();
    toast({
      text,
      undo: () => show(id),
      gone: () =>
        void send().then((result) => {
          if (result.ok) return;
          show(id);
          failed(result.failure);
        }),
    });
  };
  const takeBack = async (made: readonly PlanAnswer[]): Promise<void> => {
    for (const { plan } of made) {
      const result = await api.remove(site, plan);
      if (!result.ok) failed(result.failure);
    }
    asked.again();
  };
  const restore = async ({ plan, target, owner, tolerance }: PlanAnswer): Promise<void> => {
    const result = await api.change(site, plan, { target, owner, tolerance });
    if (!result.ok) failed(result.failure);
    asked.again();
  };

  const onSaved = (saved: PlanAnswer, before?: PlanAnswer): void => {
    toast({
      text: fill(before ? words.changed : words.added, { plan: names.whole(saved) }),
      undo: () => void (before ? restore(before) : takeBack([saved])),
    });
    asked.again();
  };
  const onCopied = (made: readonly PlanAnswer[], failure?: Failure): void => {
    if (made.length > 0)
      toast({ text: fill(words.copied, { n: String(made.length) }), undo: () => void takeBack(made) });
    if (failure) failed(failure);
    asked.again();
  };

  /** What makes two plans the same but for their period. */
  const keyOf = ({ metric, scope }: Pick<NewPlan, 'metric' | 'scope'>): string => `${metric} ${scope.toLowerCase()}`;
  const standing = new Set((known?.plans ?? []).filter(({ period: of }) => of === period.label).map(keyOf));
  const copyButton = known && mayChange && (
    <CopyButton
      key={period.label}
      from={former}
      to={period}
      lacks={(plan) => !standing.has(keyOf(plan))}
      onCopied={onCopied}
    />
  );
  const addButton = mayChange && (
    <button type="button" class="button primary" onClick={() => setOpen({ kind: 'plan' })}>
      <Icon name="add" />
      {words.add}
    </button>
  );

  return (
    <div class="planPage">
      <div class="planPage-head">
        <h1 ref={heading} tabIndex={-1}>
          {words.title}
        </h1>
        <PeriodBar period={period} />
        {plans.length > 0 && addButton}
      </div>
      {asked.failure && <Failed failure={asked.failure} onRetry={asked.again} />}
      {!asked.failure && !known && <Skeleton />}
      {known && !asked.failure && plans.length === 0 && (
        <section class="notice">
          <h2>{words.emptyTitle}</h2>
          <p>{mayChange ? words.emptyHelp : words.emptyRead}</p>
          {addButton}
          {copyButton}
        </section>
      )}
      {plans.length > 0 && (
        <>
          <Score plans={plans} />
          {SECTIONS.map((section) => {
            const own = plans.filter((plan) => sectionOf(plan) === section);
            if (own.length === 0) return null;
            return (
              <PlanTable
                key={section}
                title={words.groups[section]}
                plans={own}
                names={names}
                {...(mayChange && {
                  changes: {
                    onChange: (plan) => setOpen({ kind: 'plan', plan }),
                    onNote: (plan) => setOpen({ kind: 'note', plan }),
                    onRemove: (plan) =>
                      remove(plan.plan, fill(words.removed, { plan: names.whole(plan) }), () =>
                        api.remove(site, plan.plan),
                      ),
                    onRemoveNote: (plan, note) =>
                      remove(note, words.noteRemoved, () => api.removeNote(site, plan.plan, note)),
                  },
                })}
              />
            );
          })}
          {copyButton && <p class="planPage-copy">{copyButton}</p>}
        </>
      )}
      {known && plans.length > 0 && <Seasons plans={plans} period={period} />}
      {open?.kind === 'plan' && (
        <PlanDialog
          period={period}
          {...(open.plan && { plan: open.plan })}
          names={names}
          isTaken={(plan) => standing.has(keyOf(plan))}
          onSaved={onSaved}
          onClose={() => setOpen(null)}
        />
      )}
      {open?.kind === 'note' && (
        <NoteDialog
          plan={open.plan}
          title={names.whole(open.plan)}
          onSaved={(note) => {
            toast({
              text: words.noted,
              undo: () => void api.removeNote(site, open.plan.plan, note).then(() => asked.again()),
            });
            asked.again();
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
};
