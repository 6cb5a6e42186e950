import { useEffect, useRef, useState } from 'preact/hooks';
import type { LeadStory } from '../../shared/leadStory.ts';
import { Icon } from '../parts/Icon.tsx';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { Due } from './Due.tsx';
import { MergeDialog } from './MergeDialog.tsx';
import { MoreMenu } from './MoreMenu.tsx';
import { NoteForm } from './NoteForm.tsx';
import { usePage } from './page.ts';
import { callName, whoOf } from './person.ts';
import { Recent } from './Recent.tsx';
import { SaleDialog } from './SaleDialog.tsx';
import { Standing } from './Standing.tsx';
import { Timeline } from './Timeline.tsx';
import type { Changes } from './useChanges.ts';

/** What somebody opened the lead to do. */
export type Aim = 'title' | 'stage' | 'owner' | 'note' | 'sale';

interface Props {
  story: LeadStory;
  changes: Changes;
  /** The list's, for links to other leads. */
  query: string;
  /** What is to have the focus; null where it stays where it is. */
  aim: Aim | null;
  onAimed: () => void;
  /** It was erased. */
  onGone: () => void;
}

const TARGETS: Record<Exclude<Aim, 'sale'>, string> = {
  title: 'h2',
  stage: '.stageTrack [aria-pressed="true"]',
  owner: '#lead-owner',
  note: '#lead-note',
};

/** One lead: who, how to reach them, where it stands, and all that is known of it. */
export const Story = ({ story, changes, query, aim, onAimed, onGone }: Props) => {
  const { words } = usePage();
  const { formats } = useSite();
  const [dialog, setDialog] = useState<'sale' | 'merge' | 'erase' | null>(null);
  const article = useRef<HTMLElement>(null);
  const who = whoOf(story.contacts);
  const [phone, ...phones] = who.phones;
  const close = (): void => setDialog(null);

  useEffect(() => {
    if (aim === null) return;
    if (aim === 'sale') setDialog('sale');
    else article.current?.querySelector<HTMLElement>(TARGETS[aim])?.focus();
    onAimed();
  }, [aim]);

  return (
    <article class="story" ref={article} aria-labelledby="story-title">
      <header class="story-head">
        <div class="story-who">
          <h2 id="story-title" tabIndex={-1}>
            {callName(who) || words.nameless}
          </h2>
          <Due lead={story} />
        </div>
        <p class="story-reach">
          {phone && (
            <a class="button primary" href={`tel:${phone}`}>
              <Icon name="phone" />
              <span class="unseen">{words.call} </span>
              {phone}
            </a>
          )}
          {phones.map((other) => (
            <a key={other} class="button" href={`tel:${other}`}>
              <span class="unseen">{words.call} </span>
              {other}
            </a>
          ))}
          {who.emails.map((email) => (
            <a key={email} class="button" href={`mailto:${encodeURIComponent(email)}`}>
              <Icon name="mail" />
              <span class="unseen">{words.write} </span>
              <span class="story-email">{email}</span>
            </a>
          ))}
        </p>
      </header>
      <Recent story={story} query={query} />
      <Standing key={story.lead} story={story} changes={changes} />
      <div class="story-do">
        <NoteForm key={story.lead} onNote={(note) => changes.state(story, { note }, words.saidNote)} />
        <div class="story-buttons">
          <button type="button" class="button" onClick={() => setDialog('sale')}>
            <Icon name="sale" />
            {words.sell}
          </button>
          <MoreMenu>
            <button type="button" class="button bare" onClick={() => setDialog('merge')}>
              {words.merge}
            </button>
            <button type="button" class="button bare" onClick={() => void changes.savePerson(story)}>
              {words.exportPerson}
            </button>
            <button type="button" class="button bare danger" onClick={() => setDialog('erase')}>
              {words.erase}
            </button>
          </MoreMenu>
        </div>
      </div>
      <Timeline story={story} changes={changes} />
      {dialog === 'sale' && (
        <SaleDialog
          story={story}
          onSell={(sale) =>
            changes.sell(
              story,
              sale,
              fill(words.saidSale, {
                sum: sale.currency ? `${sale.revenue} ${sale.currency}` : formats.exactMoney(Number(sale.revenue)),
              }),
            )
          }
          onClose={close}
        />
      )}
      {dialog === 'merge' && (
        <MergeDialog story={story} onMerge={(other) => changes.merge(story, other)} onClose={close} />
      )}
      {dialog === 'erase' && (
        <ConfirmDialog
          title={words.eraseTitle}
          help={words.eraseHelp}
          confirm={words.eraseConfirm}
          onConfirm={async () => {
            const erased = await changes.erase(story);
            if (erased) onGone();
            return erased;
          }}
          onClose={close}
        />
      )}
    </article>
  );
};
