import { useState } from 'preact/hooks';
import { Dialog } from '../parts/Dialog.tsx';
import { useSite } from '../site.ts';
import { freeName, type Kind, newForm } from './draft.ts';
import { TextField } from './TextField.tsx';
import { toContent } from './toContent.ts';
import { hasDraft, keepDraft } from './useDraft.ts';
import { useWords } from './useWords.ts';

const KINDS: readonly Kind[] = ['callback', 'lead', 'quiz', 'nps'];

/** Which kind, and what it is called: both stay for as long as the form lives. Nothing is saved yet. */
export const NewForm = ({ onClose }: { onClose: () => void }) => {
  const words = useWords();
  const { site, details, go } = useSite();
  const taken = (details.settings.forms ?? []).map((form) => form.id);
  const [kind, setKind] = useState<Kind>('lead');
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState('');
  const id = typed ?? freeName(kind, taken);

  const create = (event: SubmitEvent): void => {
    event.preventDefault();
    const wanted = id.trim();
    const isTaken = taken.includes(wanted) || hasDraft(site, wanted, undefined);
    if (!wanted || isTaken) {
      setProblem(isTaken ? words.idTaken : words.idMissing);
      return;
    }
    keepDraft(site, newForm(kind, wanted));
    onClose();
    go({ rest: wanted });
    // After the dialog has given the focus back.
    setTimeout(toContent);
  };
  return (
    <Dialog title={words.newTitle} onClose={onClose}>
      <form class="forms-stack" onSubmit={create}>
        <fieldset class="forms-kinds">
          <legend>{words.kind}</legend>
          {KINDS.map((one) => (
            <label key={one}>
              <input type="radio" name="kind" checked={one === kind} onChange={() => setKind(one)} />
              <span>
                <b>{words.kinds[one]}</b>
                <span class="quiet">{words.kindsMeaning[one]}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <TextField
          label={words.id}
          help={words.idHelp}
          value={id}
          problem={problem}
          code
          onChange={(text) => {
            setTyped(text);
            setProblem('');
          }}
        />
        <button type="submit" class="button primary">
          {words.create}
        </button>
      </form>
    </Dialog>
  );
};
