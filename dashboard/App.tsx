import { useEffect, useState } from 'preact/hooks';
import type { Session } from '../shared/people.ts';
import type { Language } from '../shared/settings.ts';
import { signOut } from './api.ts';
import { keepLanguage } from './language.ts';
import { type Reading, ReadingContext } from './reading.ts';
import { SignedIn } from './SignedIn.tsx';
import { SignIn } from './signIn/SignIn.tsx';
import { loadWords } from './words/words.ts';

interface Props {
  first: Reading;
  /** Whoever is signed in already. */
  session: Session | null;
  /** What the link that was opened invites with; ''. */
  invitation: string;
  /** Ms since 1970. */
  now: () => number;
}

/** Who reads, and in which language; all else is inside. */
export const App = ({ first, session: found, invitation, now }: Props) => {
  const [reading, setReading] = useState(first);
  const [session, setSession] = useState(found);
  /** The session stopped being valid while it was used. */
  const [ended, setEnded] = useState(false);
  const { words, language } = reading;

  useEffect(() => {
    document.documentElement.lang = language;
    if (!session) document.title = `${words.signInTitle} · Whichhalf`;
  }, [language, session]);

  const choose = async (chosen: Language): Promise<void> => {
    setReading({ language: chosen, words: await loadWords(chosen) });
    keepLanguage(chosen);
  };
  const leave = (because: 'asked' | 'ended'): void => {
    if (because === 'asked') void signOut();
    setSession(null);
    setEnded(because === 'ended');
  };

  return (
    <ReadingContext.Provider value={reading}>
      {session ? (
        <SignedIn session={session} now={now} onLanguage={choose} onSignOut={leave} />
      ) : (
        <SignIn
          ended={ended}
          invitation={invitation}
          onLanguage={choose}
          onSignIn={(begun) => {
            setSession(begun);
            setEnded(false);
          }}
        />
      )}
    </ReadingContext.Provider>
  );
};
