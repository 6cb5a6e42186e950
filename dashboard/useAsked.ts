import { useEffect, useState } from 'preact/hooks';
import type { Failure, Result } from './api.ts';

export interface Asked<T> {
  /** The latest answer; while the next one is on its way, the one before. */
  value?: T;
  failure?: Failure;
  busy: boolean;
  again(): void;
}

/** Asks anew whenever the key changes, and lets go of a question that nobody waits for any more. */
export const useAsked = <T>(key: string, ask: (signal: AbortSignal) => Promise<Result<T>>): Asked<T> => {
  const [attempt, setAttempt] = useState(0);
  const question = `${attempt} ${key}`;
  const [answer, setAnswer] = useState<{ question: string; value?: T; failure?: Failure }>({ question: '' });

  useEffect(() => {
    const control = new AbortController();
    ask(control.signal)
      .then((result) =>
        setAnswer(result.ok ? { question, value: result.value } : { question, failure: result.failure }),
      )
      .catch((error: unknown) => {
        if (!control.signal.aborted) throw error;
      });
    return () => control.abort();
  }, [question]);

  const busy = answer.question !== question;
  return {
    ...(answer.value !== undefined && { value: answer.value }),
    ...(answer.failure && !busy && { failure: answer.failure }),
    busy,
    again: () => setAttempt((before) => before + 1),
  };
};
