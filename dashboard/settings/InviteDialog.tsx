import { useState } from 'preact/hooks';
import { ROLES, type Role } from '../../shared/people.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Segmented } from '../parts/Segmented.tsx';
import { api } from './api.ts';
import { Field } from './Field.tsx';
import { useFailureText } from './useSection.ts';
import { useWords } from './useWords.ts';

interface Props {
  onInvited: (invited: { name: string; link: string }) => void;
  onClose: () => void;
}

export const InviteDialog = ({ onInvited, onClose }: Props) => {
  const words = useWords();
  const text = words.people;
  const failureText = useFailureText();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('sales');
  const [personalData, setPersonalData] = useState(false);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);

  const invite = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!name.trim()) return setProblem(words.wrong.name);
    setBusy(true);
    const result = await api.invite({ name: name.trim(), role, personalData: role === 'marketer' && personalData });
    setBusy(false);
    if (result.ok) return onInvited(result.value);
    const { failure } = result;
    // The one thing that can be wrong with a name that is written.
    setProblem(failure.errors?.some(({ field }) => field === 'name') ? text.taken : failureText(failure));
  };
  return (
    <Dialog title={text.invite} onClose={onClose}>
      <form class="settings-stack" noValidate onSubmit={invite}>
        <Field
          label={text.name}
          value={name}
          problem={problem}
          onChange={(value) => {
            setName(value);
            setProblem('');
          }}
        />
        <div class="settings-field">
          <span aria-hidden="true">{text.role}</span>
          <Segmented
            label={text.role}
            value={role}
            options={ROLES.map((value) => ({ value, text: text.roles[value] }))}
            onChange={setRole}
          />
          <p class="quiet" aria-live="polite">
            {text.rolesHelp[role]}
          </p>
        </div>
        {role === 'marketer' && (
          <label class="check">
            <input
              type="checkbox"
              checked={personalData}
              onChange={(event) => setPersonalData(event.currentTarget.checked)}
            />
            <span>{text.personalData}</span>
          </label>
        )}
        <div class="settings-actions">
          <button type="submit" class="button primary" disabled={busy}>
            {text.invite}
          </button>
        </div>
      </form>
    </Dialog>
  );
};
