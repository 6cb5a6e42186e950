import { useEffect, useRef } from 'preact/hooks';
import type { DoctorAnswer } from '../../shared/doctor.ts';
import { useLive } from '../live.ts';
import { useSite } from '../site.ts';
import { type Asked, useAsked } from '../useAsked.ts';
import { askDoctor } from './api.ts';

/** Ms between looks: while something is waited for, and once all is well. */
const SOON = 4_000;
const LATER = 30_000;

/** The doctor's latest answer, for as long as somebody looks at it: who installs a script watches for it to come alive. */
export const useDoctor = (): Asked<DoctorAnswer> => {
  const { site } = useSite();
  const asked = useAsked(site, (signal) => askDoctor(site, signal));
  const latest = useRef(asked);
  latest.current = asked;
  const isWaiting = asked.value?.checks.some(({ state }) => state === 'waiting' || state === 'wrong') ?? false;

  useLive(['leads', 'calls'], () => asked.again());
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible' && !latest.current.busy) latest.current.again();
    };
    const timer = setInterval(look, isWaiting ? SOON : LATER);
    // Back from the site's own tab: at once.
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [isWaiting]);
  return asked;
};
