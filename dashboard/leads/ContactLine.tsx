import type { LeadContact, LeadStory } from '../../shared/leadStory.ts';
import { fill } from '../words/fill.ts';
import { CallLine } from './CallLine.tsx';
import { FieldList } from './FieldList.tsx';
import { usePage } from './page.ts';
import { askingOf } from './person.ts';
import type { Changes } from './useChanges.ts';

interface Props {
  contact: LeadContact;
  story: LeadStory;
  changes: Changes;
}

/** What somebody handed in, as they wrote it, with what they agreed to; or a call of theirs. */
export const ContactLine = ({ contact, story, changes }: Props) => {
  const { words, times } = usePage();
  const { id, kind, form, fields, page, wanted, consent, call } = contact;
  // What nothing ties to another contact is nobody else's.
  const mayBeAnothers = story.contacts.length > 1 || story.otherLeads.length > 0;
  const isMerged = story.merges.some(({ contacts }) => contacts.includes(id));
  const isSplit = story.splits.some((split) => split.contact === id);
  return (
    <>
      {kind === 'call' && call ? (
        <CallLine call={call} callBack={story.callBack?.call === id ? story.callBack : undefined} />
      ) : (
        <>
          <p class="event-title">
            {words.asks[askingOf(contact)]}
            {form && <span class="quiet"> {fill(words.form, { name: form })}</span>}
          </p>
          {wanted !== undefined && (
            <p class="event-strong">{fill(words.wanted, { time: times.moment(new Date(wanted).toISOString()) })}</p>
          )}
          <FieldList fields={fields} />
          {page && (
            <p class="quiet">
              {words.page}: {page}
            </p>
          )}
          {consent && (
            <details>
              <summary>{words.consent}</summary>
              <blockquote>{consent.text}</blockquote>
              <p class="quiet">
                {fill(words.consentAt, { time: times.moment(new Date(consent.at).toISOString()) })}
                {consent.version && `, ${fill(words.consentVersion, { version: consent.version })}`}
              </p>
            </details>
          )}
        </>
      )}
      {mayBeAnothers && !isMerged && !isSplit && (
        <button type="button" class="textButton" onClick={() => void changes.split(story, id)}>
          {words.splitThis}
        </button>
      )}
    </>
  );
};
