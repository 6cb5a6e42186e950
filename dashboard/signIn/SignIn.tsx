import { useRef, useState } from 'preact/hooks';
import type { Language } from '../../shared/settings.ts';
import { connect, type FailureKind } from '../api.ts';
import { Mark } from '../parts/Icon.tsx';
import { useReading } from '../reading.ts';
import { looksLikeToken } from '../session.ts';
import { LanguageSwitch } from '../shell/LanguageSwitch.tsx';

interface Props {
  ended: boolean;
  onSignIn: (token: string) => void;
  onLanguage: (language: Language) => void;
}

type Wrong = 'tokenEnded' | 'tokenShape' | 'tokenWrong' | FailureKind;

/** The token is tried on the list of sites, which every token may read. */
export const SignIn = ({ ended, onSignIn, onLanguage }: Props) => {
  const { words } = useReading();
  const input = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState<Wrong | null>(ended ? 'tokenEnded' : null);
  const [busy, setBusy] = useState(false);

  const refuse = (why: Wrong): void => {
    setWrong(why);
    setBusy(false);
    input.current?.focus();
  };

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const token = input.current?.value.trim() ?? '';
    if (!looksLikeToken(token)) return refuse('tokenShape');
    setBusy(true);
    const answer = await connect(token).sites();
    if (answer.ok) return onSignIn(token);
    refuse(answer.failure.kind === 'unauthorized' ? 'tokenWrong' : answer.failure.kind);
  };

  return (
    <main class="signIn">
      <form class="signIn-card" onSubmit={submit} noValidate>
        <p class="brand">
          <Mark />
          Whichhalf
        </p>
        <h1>{words.signInLead}</h1>
        <label class="field">
          <span>{words.token}</span>
          <input
            ref={input}
            type="password"
            name="token"
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            placeholder="wh_…"
            aria-describedby="token-help token-wrong"
            aria-invalid={wrong !== null}
          />
        </label>
        <p id="token-wrong" class="wrong" role="alert">
          {wrong && { ...words.failed, ...words }[wrong]}
        </p>
        <button type="submit" class="button primary" disabled={busy}>
          {busy ? words.signingIn : words.signIn}
        </button>
        <p id="token-help" class="quiet">
          {words.tokenHelp}
        </p>
      </form>
      <LanguageSwitch onChange={onLanguage} />
    </main>
  );
};
