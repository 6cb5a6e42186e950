import { useState } from 'preact/hooks';
import { may } from '../../shared/people.ts';
import { useLive } from '../live.ts';
import { Failed } from '../parts/Failed.tsx';
import { Notice } from '../parts/Notice.tsx';
import { PeriodChooser } from '../parts/PeriodChooser.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { useSite } from '../site.ts';
import { useAsked } from '../useAsked.ts';
import { askForms } from './api.ts';
import { FormTable } from './FormTable.tsx';
import { HoursSection } from './HoursSection.tsx';
import { NewForm } from './NewForm.tsx';
import { SpamSection } from './SpamSection.tsx';
import { useDays } from './useDays.ts';
import { newDrafts } from './useDraft.ts';
import { useWords } from './useWords.ts';
import { WatchSection } from './WatchSection.tsx';

/** Which forms there are, how many people go through with each, and what is set for all of them. */
export const FormList = () => {
  const words = useWords();
  const { site, client, session, details } = useSite();
  const days = useDays();
  const [making, setMaking] = useState(false);
  const { from, to } = days.range;
  // A form that was taken away, or came back, is another answer.
  const set = (details.settings.forms ?? []).map(({ id }) => id).join(' ');
  const asked = useAsked(`${site} ${from} ${to} ${set}`, (signal) => askForms({ client, site }, { from, to }, signal));
  const canEdit = may(session.scopes, 'settings');
  const shown = asked.value;
  const isEmpty = shown?.forms.length === 0 && newDrafts(site, details.settings.forms ?? []).length === 0;
  useLive(['leads'], asked.again);
  return (
    <>
      <div class="forms-head">
        <h1>{words.title}</h1>
        <PeriodChooser period={days.period} onChange={days.choose} />
        {canEdit && (
          <button type="button" class="button primary" onClick={() => setMaking(true)}>
            {words.newForm}
          </button>
        )}
      </div>
      {asked.failure && <Failed failure={asked.failure} onRetry={asked.again} />}
      {!asked.failure && !shown && <Skeleton />}
      {!asked.failure && isEmpty && (
        <Notice title={words.noForms}>
          <p>{words.noFormsHelp}</p>
          {canEdit && (
            <button type="button" class="button" onClick={() => setMaking(true)}>
              {words.newForm}
            </button>
          )}
        </Notice>
      )}
      {!asked.failure && shown && !isEmpty && (
        <div class={asked.busy ? 'busy' : undefined} aria-busy={asked.busy}>
          <FormTable figures={shown} />
        </div>
      )}
      <div class="forms-common">
        <WatchSection canEdit={canEdit} />
        <HoursSection canEdit={canEdit} />
        <SpamSection canEdit={may(session.scopes, 'admin')} />
      </div>
      {making && <NewForm onClose={() => setMaking(false)} />}
    </>
  );
};
