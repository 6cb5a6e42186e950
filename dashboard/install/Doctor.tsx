import type { CheckState } from '../../shared/doctor.ts';
import { may } from '../../shared/people.ts';
import { Failed } from '../parts/Failed.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { makeTimes } from '../times.ts';
import { useAsked } from '../useAsked.ts';
import { askJoinedShare } from './api.ts';
import { CheckLine } from './CheckLine.tsx';
import { lineOf, spendLine } from './lines.ts';
import { useDoctor } from './useDoctor.ts';
import { useWords } from './useWords.ts';

/** How the installation stands, told anew by itself. */
export const Doctor = () => {
  const words = useWords();
  const { language } = useReading();
  const { site, details, formats, now, session } = useSite();
  const { hosts = [], timeZone } = details.settings;
  const doctor = useDoctor();
  const joined = useAsked(site, (signal) => askJoinedShare(site, signal));
  const times = makeTimes(language, timeZone);
  const context = {
    words,
    brief: (moment: string) => times.brief(moment, now()),
    share: formats.roundShare,
    mayLeads: may(session.scopes, 'leads'),
    isOwner: may(session.scopes, 'admin'),
  };
  const lines = doctor.value?.checks.map((check) => lineOf(check, context)) ?? [];
  const all = [...lines, spendLine(joined, context)];
  const some = (state: CheckState): boolean => all.some((line) => line.state === state);
  const host = hosts[0] ?? '';

  return (
    <section class="install-section">
      <div class="install-head">
        <h2>{words.doctor}</h2>
        <span class="quiet">{words.doctorHelp}</span>
      </div>
      {doctor.failure && !doctor.value && <Failed failure={doctor.failure} onRetry={doctor.again} />}
      {!doctor.value && !doctor.failure && <Skeleton />}
      {doctor.value && (
        <>
          <p class="install-sum" role="status">
            {some('wrong') ? words.someWrong : some('waiting') ? words.someWaiting : words.allDone}
          </p>
          <ul class="install-checks">
            {all.map((line) => (
              <CheckLine key={line.check} line={line} />
            ))}
          </ul>
          {host && (
            <p class="install-test">
              <a
                class="button"
                href={`https://${host}/?utm_source=whichhalf-test&utm_medium=test`}
                target="_blank"
                rel="noopener"
              >
                {words.test}
              </a>
              <span class="quiet">{words.testHelp}</span>
            </p>
          )}
        </>
      )}
    </section>
  );
};
