import { useEffect, useRef, useState } from 'preact/hooks';
import type { Session } from '../../shared/people.ts';
import type { Language } from '../../shared/settings.ts';
import { type FailureKind, signIn } from '../api.ts';
import { Mark } from '../parts/Icon.tsx';
import { useReading } from '../reading.ts';
import { LanguageSwitch } from '../shell/LanguageSwitch.tsx';

interface Props {
  ended: boolean;
  /** What the opened link invites with; ''. */
  invitation: string;
  onSignIn: (session: Session) => void;
  onLanguage: (language: Language) => void;
}

type Wrong = 'tokenEnded' | 'tokenShape' | 'tokenWrong' | 'invitationWrong' | FailureKind;

const looksLikeToken = (text: string): boolean => /^wh_\S{8,}$/.test(text);

/** By a token, or by the link of an invitation, which needs nothing typed. */
export const SignIn = ({ ended, invitation, onSignIn, onLanguage }: Props) => {
  const { words } = useReading();
  const input = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState<Wrong | null>(ended ? 'tokenEnded' : null);
  const [busy, setBusy] = useState(invitation !== '');

  const refuse = (why: Wrong): void => {
    setWrong(why);
    setBusy(false);
    input.current?.focus();
  };
  const open = async (opening: { token: string } | { invitation: string }, unknown: Wrong): Promise<void> => {
    setBusy(true);
    const answer = await signIn(opening);
    if (answer.ok) return onSignIn(answer.value);
    refuse(answer.failure.kind === 'unauthorized' ? unknown : answer.failure.kind);
  };
  useEffect(() => {
    if (invitation) void open({ invitation }, 'invitationWrong');
  }, [invitation]);

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const token = input.current?.value.trim() ?? '';
    if (looksLikeToken(token)) void open({ token }, 'tokenWrong');
    else refuse('tokenShape');
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
