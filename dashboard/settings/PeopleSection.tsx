import { useRef, useState } from 'preact/hooks';
import { type NewPerson, type Person, ROLES, type Role } from '../../shared/people.ts';
import { Failed } from '../parts/Failed.tsx';
import { Select } from '../parts/Select.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { makeTimes } from '../times.ts';
import { toast } from '../toasts.ts';
import { useAsked } from '../useAsked.ts';
import { fill } from '../words/fill.ts';
import { api } from './api.ts';
import { Confirm } from './Confirm.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { ShownOnce } from './ShownOnce.tsx';
import { useFailureText } from './useSection.ts';
import { useWords } from './useWords.ts';

/** What stands over the list. */
type Open =
  | { kind: 'invite' }
  | { kind: 'link'; name: string; link: string }
  | { kind: 'remove'; person: Person }
  | null;

export const PeopleSection = () => {
  const words = useWords();
  const text = words.people;
  const failureText = useFailureText();
  const people = useAsked('people', api.people);
  const [open, setOpen] = useState<Open>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  const refused = (result: { ok: boolean; failure?: Parameters<typeof failureText>[0] }): boolean => {
    if (result.failure) toast({ text: fill(words.notSaved, { detail: failureText(result.failure) }), failed: true });
    return !result.ok;
  };
  const put = async ({ person }: Person, change: Partial<NewPerson>): Promise<boolean> => {
    const result = await api.changePerson(person, change);
    if (refused(result)) return false;
    people.again();
    return true;
  };
  const change = async (person: Person, part: Partial<NewPerson>): Promise<void> => {
    if (!(await put(person, part))) return;
    const { name } = person;
    const said = part.role
      ? fill(text.changed, { name, role: text.roles[part.role] })
      : fill(part.personalData ? text.dataOn : text.dataOff, { name });
    const { role, personalData } = person;
    toast({ text: said, undo: () => void put(person, { role, personalData }) });
  };
  const newLink = async ({ person, name }: Person): Promise<void> => {
    const result = await api.newLink(person);
    if (refused(result) || !result.ok) return;
    setOpen({ kind: 'link', name, link: result.value.link });
    people.again();
  };
  const remove = async ({ person, name }: Person): Promise<void> => {
    if (refused(await api.removePerson(person))) return;
    toast({ text: fill(text.removed, { name }) });
    people.again();
  };

  return (
    <section class="settings-section">
      <div class="settings-head">
        <h2 ref={heading} tabIndex={-1}>
          {words.sections.people}
        </h2>
        <button type="button" class="button primary" onClick={() => setOpen({ kind: 'invite' })}>
          {text.invite}
        </button>
      </div>
      <p class="quiet">{text.help}</p>
      {people.failure && <Failed failure={people.failure} onRetry={people.again} />}
      {!people.value && !people.failure && <Skeleton />}
      {people.value?.length === 0 && <p>{text.none}</p>}
      {people.value && people.value.length > 0 && (
        <ul class="settings-people">
          {people.value.map((person) => (
            <Row
              key={person.person}
              person={person}
              onChange={(part) => void change(person, part)}
              onNewLink={() => void newLink(person)}
              onRemove={() => setOpen({ kind: 'remove', person })}
            />
          ))}
        </ul>
      )}
      <dl class="settings-roles">
        {ROLES.map((role) => (
          <div key={role}>
            <dt>{text.roles[role]}</dt>
            <dd>{text.rolesHelp[role]}</dd>
          </div>
        ))}
      </dl>
      {open?.kind === 'invite' && (
        <InviteDialog
          onInvited={({ name, link }) => {
            people.again();
            setOpen({ kind: 'link', name, link });
          }}
          onClose={() => setOpen((now) => (now?.kind === 'invite' ? null : now))}
        />
      )}
      {open?.kind === 'link' && (
        <ShownOnce
          title={fill(text.linkTitle, { name: open.name })}
          help={text.linkHelp}
          secret={open.link}
          onClose={() => {
            setOpen(null);
            heading.current?.focus();
          }}
        />
      )}
      {open?.kind === 'remove' && (
        <Confirm
          title={fill(text.removeTitle, { name: open.person.name })}
          help={text.removeHelp}
          confirm={text.remove}
          onConfirm={() => remove(open.person)}
          onClose={(confirmed) => {
            setOpen(null);
            if (confirmed) heading.current?.focus();
          }}
        />
      )}
    </section>
  );
};

interface RowProps {
  person: Person;
  onChange: (change: { role: Role } | { personalData: boolean }) => void;
  onNewLink: () => void;
  onRemove: () => void;
}

const Row = ({ person, onChange, onNewLink, onRemove }: RowProps) => {
  const { people: words } = useWords();
  const { language } = useReading();
  const { session, details, now } = useSite();
  const { name, role, personalData, joined, createdTime } = person;
  // Who takes their own role away could not give it back.
  const isMe = session.role !== null && session.by === name;
  const day = makeTimes(language, details.settings.timeZone).brief(createdTime, now());
  return (
    <li class="settings-person">
      <span class="settings-who">
        <strong>{name}</strong>
        <span class="quiet">{isMe ? words.you : joined ? fill(words.joined, { day }) : words.waiting}</span>
      </span>
      <span class="settings-may">
        {isMe ? (
          <span>{words.roles[role]}</span>
        ) : (
          <Select
            label={fill(words.roleOf, { name })}
            hideLabel
            value={role}
            options={ROLES.map((value) => ({ value, text: words.roles[value] }))}
            onChange={(chosen) => onChange({ role: chosen })}
          />
        )}
        {role === 'marketer' && !isMe && (
          <label class="check">
            <input
              type="checkbox"
              checked={personalData}
              onChange={(event) => onChange({ personalData: event.currentTarget.checked })}
            />
            <span>{words.personalData}</span>
          </label>
        )}
      </span>
      <span class="settings-does">
        <button type="button" class="button" aria-label={fill(words.newLinkFor, { name })} onClick={onNewLink}>
          {words.newLink}
        </button>
        {!isMe && (
          <button type="button" class="button bare" aria-label={fill(words.removeFor, { name })} onClick={onRemove}>
            {words.remove}
          </button>
        )}
      </span>
    </li>
  );
};
