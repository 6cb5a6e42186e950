import { useEffect, useState } from 'preact/hooks';

/** Looked at oftener than it changes: a tab that was asleep is right soon after it wakes. */
const LOOK = 5_000;
const MINUTE = 60_000;

/** The minute it is (ms since 1970), for clocks that run. */
export const useMinute = (now: () => number): number => {
  const [minute, setMinute] = useState(() => Math.floor(now() / MINUTE) * MINUTE);
  useEffect(() => {
    const timer = setInterval(() => setMinute(Math.floor(now() / MINUTE) * MINUTE), LOOK);
    return () => clearInterval(timer);
  }, [now]);
  return minute;
};
