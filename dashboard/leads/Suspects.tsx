import { useEffect, useState } from 'preact/hooks';
import type { Suspect } from '../../shared/leadStory.ts';
import type { Failure } from '../api.ts';
import { useLive } from '../live.ts';
import { Failed } from '../parts/Failed.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { toast } from '../toasts.ts';
import { api } from './api.ts';
import { FieldList } from './FieldList.tsx';
import { usePage } from './page.ts';
import { callName, whoOf } from './person.ts';

/** Contacts that look like a program's: a person looks, and says which are people's. */
export const Suspects = () => {
  const { words, times } = usePage();
  const { words: shared } = useReading();
  const { site } = useSite();
  const [listed, setListed] = useState<{ suspects: Suspect[]; next?: string } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  /** Those that go once nobody has taken it back. */
  const [leaving, setLeaving] = useState<ReadonlySet<string>>(new Set());

  const ask = async (before = ''): Promise<void> => {
    const result = await api.suspects(site, before);
    if (!result.ok) return setFailure(result.failure);
    setFailure(null);
    setListed((shown) =>
      before && shown ? { ...result.value, suspects: [...shown.suspects, ...result.value.suspects] } : result.value,
    );
  };
  useEffect(() => void ask(), [site]);
  useLive(['leads'], () => void ask());

  const complain = ({ kind }: Failure): void => toast({ text: shared.failed[kind], failed: true });
  const leave = (id: string, leaves: boolean): void =>
    setLeaving((before) => {
      const next = new Set(before);
      if (leaves) next.add(id);
      else next.delete(id);
      return next;
    });
  const release = async (id: string): Promise<void> => {
    const result = await api.release(site, id);
    if (result.ok) toast({ text: words.saidReleased });
    else complain(result.failure);
    void ask();
  };
  const remove = (id: string): void => {
    leave(id, true);
    toast({
      text: words.saidDeleted,
      undo: () => leave(id, false),
      // What was written cannot be brought back: it is deleted when it can no longer be taken back.
      gone: () =>
        void api.deleteSuspect(site, id).then((result) => {
          if (!result.ok && result.failure.kind !== 'notFound') {
            leave(id, false);
            complain(result.failure);
          }
        }),
    });
  };
  /** The focus goes on to the next one's button, as the one that had it is gone. */
  const focusNext = (button: HTMLElement): void => {
    const item = button.closest('li');
    const next = item?.nextElementSibling ?? item?.previousElementSibling;
    (next?.querySelector<HTMLElement>('button') ?? document.getElementById('content'))?.focus();
  };

  if (failure && !listed) return <Failed failure={failure} onRetry={() => void ask()} />;
  if (!listed) return <Skeleton />;
  const shown = listed.suspects.filter(({ contact }) => !leaving.has(contact.id));
  if (shown.length === 0) {
    return (
      <Notice title={words.noSuspects}>
        <p>{words.suspectsHelp}</p>
      </Notice>
    );
  }
  return (
    <section class="suspects" aria-label={words.suspects}>
      <p class="quiet">{words.suspectsHelp}</p>
      <ol>
        {shown.map(({ contact, time, reasons, source, landing }) => {
          const name = callName(whoOf([contact])) || words.nameless;
          return (
            <li key={contact.id} class="suspect">
              <div class="suspect-head">
                <h2>{name}</h2>
                <time dateTime={time}>{times.moment(time)}</time>
              </div>
              <ul class="suspect-reasons">
                {reasons.map(({ reason }) => (
                  <li key={reason} class="tag">
                    {words.reasons[reason]}
                  </li>
                ))}
              </ul>
              <FieldList fields={contact.fields} />
              <p class="quiet">
                {[source.channel, source.source, source.campaign, landing].filter(Boolean).join(' · ')}
              </p>
              <p class="suspect-do">
                <button
                  type="button"
                  class="button"
                  onClick={(event) => {
                    focusNext(event.currentTarget);
                    void release(contact.id);
                  }}
                >
                  {words.release}
                  <span class="unseen">: {name}</span>
                </button>
                <button
                  type="button"
                  class="button bare"
                  onClick={(event) => {
                    focusNext(event.currentTarget);
                    remove(contact.id);
                  }}
                >
                  {words.remove}
                  <span class="unseen">: {name}</span>
                </button>
              </p>
            </li>
          );
        })}
      </ol>
      {listed.next !== undefined && (
        <button type="button" class="button" onClick={() => void ask(listed.next)}>
          {words.more}
        </button>
      )}
    </section>
  );
};
