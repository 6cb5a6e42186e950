import type { ComponentChildren } from 'preact';
import type { LeadStory, MergeEntry, SplitEntry } from '../../shared/leadStory.ts';
import { type LogEntry, STAGES } from '../../shared/leads.ts';
import { Icon } from '../parts/Icon.tsx';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { usePage } from './page.ts';
import type { Changes } from './useChanges.ts';
import type { Words } from './words/uk.ts';

/** What people stated of a lead, and taking it back. */

interface Context {
  story: LeadStory;
  changes: Changes;
}

const useEntryText = (): ((entry: LogEntry) => ComponentChildren) => {
  const { words } = usePage();
  const { details, formats } = useSite();
  const nameOf = (stage: string): string => words.stages[STAGES.find((one) => one === stage) ?? 'new'];
  const stageText = ({ value, reason }: LogEntry): string =>
    value === 'lost' && reason ? fill(words.logLost, { reason }) : fill(words.logStage, { name: nameOf(value) });
  const either = (value: string, some: keyof Words & `log${string}`, none: keyof Words & `log${string}`): string =>
    value ? fill(words[some], { name: value }) : words[none];
  return (entry) => {
    const { kind, value } = entry;
    switch (kind) {
      case 'stage':
        return stageText(entry);
      case 'owner':
        return either(value, 'logOwner', 'logNobody');
      case 'product':
        return either(value, 'logProduct', 'logNoProduct');
      case 'value':
        return value ? fill(words.logValue, { sum: formats.money(Number(value) / 10_000) }) : words.logNoValue;
      case 'action': {
        const action = details.settings.leads.actions.find(({ id }) => id === value);
        return fill(words.logAction, { name: action?.name ?? value });
      }
      case 'note':
        return <span class="event-note">{value}</span>;
    }
  };
};

export const StatedLine = ({ entry, story, changes }: Context & { entry: LogEntry }) => {
  const { words } = usePage();
  const { session } = useSite();
  const textOf = useEntryText();
  return (
    <>
      <p class={entry.kind === 'note' ? '' : 'event-title'}>{textOf(entry)}</p>
      <p class="event-by quiet">
        {entry.by}
        {/* Whoever takes it back can say it again, and it is theirs as before. */}
        {entry.by === session.by && (
          <button
            type="button"
            class="textButton"
            aria-label={words.removeEntry}
            title={words.removeEntry}
            onClick={() => void changes.removeEntry(story, entry)}
          >
            <Icon name="close" />
          </button>
        )}
      </p>
    </>
  );
};

export const MergeLine = ({ merge: { merge, by }, story, changes }: Context & { merge: MergeEntry }) => {
  const { words } = usePage();
  return (
    <>
      <p class="event-title">{words.merged}</p>
      <p class="event-by quiet">
        {by}
        <button type="button" class="textButton" onClick={() => void changes.unmerge(story, merge)}>
          {words.unmerge}
        </button>
      </p>
    </>
  );
};

export const SplitLine = ({ split: { contact, by }, story, changes }: Context & { split: SplitEntry }) => {
  const { words } = usePage();
  return (
    <>
      <p class="event-title">{words.split}</p>
      <p class="event-by quiet">
        {by}
        <button type="button" class="textButton" onClick={() => void changes.unsplit(story, contact)}>
          {words.unsplit}
        </button>
      </p>
    </>
  );
};
