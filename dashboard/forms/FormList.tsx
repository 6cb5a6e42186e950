import { useState } from 'preact/hooks';
import { may } from '../../shared/people.ts';
import { Failed } from '../parts/Failed.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { useSite } from '../site.ts';
import { useAsked } from '../useAsked.ts';
import { askForms } from './api.ts';
import { DaysSelect } from './DaysSelect.tsx';
import { FormTable } from './FormTable.tsx';
import { HoursSection } from './HoursSection.tsx';
import { NewForm } from './NewForm.tsx';
import { SpamSection } from './SpamSection.tsx';
import { useDays } from './useDays.ts';
import { useWords } from './useWords.ts';
import { WatchSection } from './WatchSection.tsx';

/** Which forms there are, how many people go through with each, and what is set for all of them. */
export const FormList = () => {
  const words = useWords();
  const { site, client, session, details } = useSite();
  const days = useDays();
  const [making, setMaking] = useState(false);
  const { from, to } = days.range;
  const asked = useAsked(`${site} ${from} ${to}`, (signal) => askForms({ client, site }, { from, to }, signal));
  const canEdit = may(session.scopes, 'settings');
  const shown = asked.value;
  const isEmpty = shown?.forms.length === 0 && !details.settings.forms?.length;
  return (
    <>
      <div class="forms-head">
        <h1>{words.title}</h1>
        <DaysSelect days={days} />
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
