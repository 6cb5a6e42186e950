import { useRef, useState } from 'preact/hooks';
import { SCOPES, type Scope } from '../../shared/people.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Failed } from '../parts/Failed.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { makeTimes } from '../times.ts';
import { toast } from '../toasts.ts';
import { useAsked } from '../useAsked.ts';
import { fill } from '../words/fill.ts';
import { api, type TokenEntry } from './api.ts';
import { Confirm } from './Confirm.tsx';
import { Field } from './Field.tsx';
import { ShownOnce } from './ShownOnce.tsx';
import { useFailureText } from './useSection.ts';
import { useWords } from './useWords.ts';

type Open =
  | { kind: 'make' }
  | { kind: 'made'; name: string; token: string }
  | { kind: 'revoke'; token: TokenEntry }
  | null;

export const TokensSection = () => {
  const words = useWords();
  const text = words.tokens;
  const { language } = useReading();
  const { details, now } = useSite();
  const failureText = useFailureText();
  const tokens = useAsked('tokens', api.tokens);
  const [open, setOpen] = useState<Open>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const times = makeTimes(language, details.settings.timeZone);

  const revoke = async ({ hash, label }: TokenEntry): Promise<void> => {
    const result = await api.revoke(hash);
    toast(
      result.ok
        ? { text: fill(text.revoked, { name: label }) }
        : { text: fill(words.notSaved, { detail: failureText(result.failure) }), failed: true },
    );
    tokens.again();
  };

  return (
    <section class="settings-section">
      <div class="settings-head">
        <h2 ref={heading} tabIndex={-1}>
          {words.sections.tokens}
        </h2>
        <button type="button" class="button primary" onClick={() => setOpen({ kind: 'make' })}>
          {text.make}
        </button>
      </div>
      <p class="quiet">
        {text.help} <a href="/docs">/docs</a>
      </p>
      {tokens.failure && <Failed failure={tokens.failure} onRetry={tokens.again} />}
      {!tokens.value && !tokens.failure && <Skeleton />}
      <ul class="settings-people">
        {tokens.value?.map((token) => (
          <li key={token.hash} class="settings-person">
            <span class="settings-who">
              <strong>{token.label}</strong>
              <span class="quiet">
                {fill(text.since, { day: times.brief(new Date(token.createdAt).toISOString(), now()) })}
              </span>
            </span>
            <span class="settings-may">{token.scopes.map((scope) => text.scope[scope]).join('; ')}</span>
            <span class="settings-does">
              <button
                type="button"
                class="button bare"
                aria-label={fill(text.revokeFor, { name: token.label })}
                onClick={() => setOpen({ kind: 'revoke', token })}
              >
                {text.revoke}
              </button>
            </span>
          </li>
        ))}
      </ul>
      {open?.kind === 'make' && (
        <MakeDialog
          onMade={(made) => {
            tokens.again();
            setOpen({ kind: 'made', ...made });
          }}
          onClose={() => setOpen((now) => (now?.kind === 'make' ? null : now))}
        />
      )}
      {open?.kind === 'made' && (
        <ShownOnce
          title={fill(text.madeTitle, { name: open.name })}
          help={text.madeHelp}
          secret={open.token}
          onClose={() => {
            setOpen(null);
            heading.current?.focus();
          }}
        />
      )}
      {open?.kind === 'revoke' && (
        <Confirm
          title={fill(text.revokeTitle, { name: open.token.label })}
          help={text.revokeHelp}
          confirm={text.revoke}
          onConfirm={() => revoke(open.token)}
          onClose={(confirmed) => {
            setOpen(null);
            if (confirmed) heading.current?.focus();
          }}
        />
      )}
    </section>
  );
};

interface MakeProps {
  onMade: (made: { name: string; token: string }) => void;
  onClose: () => void;
}

const MakeDialog = ({ onMade, onClose }: MakeProps) => {
  const words = useWords();
  const text = words.tokens;
  const failureText = useFailureText();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly Scope[]>([]);
  const [problem, setProblem] = useState<{ name?: string; scopes?: string }>({});

  const make = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!name.trim()) return setProblem({ name: words.wrong.name });
    if (scopes.length === 0) return setProblem({ scopes: text.noScope });
    const result = await api.makeToken(name.trim(), [...scopes]);
    if (result.ok) onMade({ name: name.trim(), token: result.value.token });
    else setProblem({ scopes: failureText(result.failure) });
  };
  return (
    <Dialog title={text.make} onClose={onClose}>
      <form class="settings-stack" noValidate onSubmit={make}>
        <Field label={text.name} value={name} problem={problem.name ?? ''} onChange={setName} />
        <fieldset class="settings-list">
          <legend>{text.scopes}</legend>
          {SCOPES.map((scope) => (
            <label key={scope} class="check">
              <input
                type="checkbox"
                checked={scopes.includes(scope)}
                onChange={(event) =>
                  setScopes(
                    event.currentTarget.checked ? [...scopes, scope] : scopes.filter((other) => other !== scope),
                  )
                }
              />
              <span>{text.scope[scope]}</span>
            </label>
          ))}
          <p class="wrong" role="alert">
            {problem.scopes}
          </p>
        </fieldset>
        <div class="settings-actions">
          <button type="submit" class="button primary">
            {text.make}
          </button>
        </div>
      </form>
    </Dialog>
  );
};
