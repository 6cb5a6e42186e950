import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Language } from '../shared/settings.ts';
import { connect } from './api.ts';
import { keepLanguage } from './language.ts';
import { type Reading, ReadingContext } from './reading.ts';
import { SignedIn } from './SignedIn.tsx';
import { keepToken, keptToken } from './session.ts';
import { SignIn } from './signIn/SignIn.tsx';
import { loadWords } from './words/words.ts';

interface Props {
  first: Reading;
  /** Ms since 1970. */
  now: () => number;
}

/** Who reads, and in which language; all else is inside. */
export const App = ({ first, now }: Props) => {
  const [reading, setReading] = useState(first);
  const [token, setToken] = useState(keptToken);
  /** The token stopped being valid while it was used. */
  const [ended, setEnded] = useState(false);
  const api = useMemo(() => connect(token), [token]);
  const { words, language } = reading;

  useEffect(() => {
    document.documentElement.lang = language;
    document.title = `${token ? words.ads : words.signInTitle} · Whichhalf`;
  }, [language, token]);

  const choose = async (chosen: Language): Promise<void> => {
    setReading({ language: chosen, words: await loadWords(chosen) });
    keepLanguage(chosen);
  };
  const signOut = (because: 'asked' | 'ended'): void => {
    keepToken('');
    setToken('');
    setEnded(because === 'ended');
  };
  const signIn = (valid: string): void => {
    keepToken(valid);
    setToken(valid);
    setEnded(false);
  };

  return (
    <ReadingContext.Provider value={reading}>
      {token ? (
        <SignedIn key={token} api={api} now={now} onLanguage={choose} onSignOut={signOut} />
      ) : (
        <SignIn ended={ended} onLanguage={choose} onSignIn={signIn} />
      )}
    </ReadingContext.Provider>
  );
};
