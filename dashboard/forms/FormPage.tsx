import { may } from '../../shared/people.ts';
import { Notice } from '../parts/Notice.tsx';
import { PlaceLink } from '../parts/PlaceLink.tsx';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { Builder } from './Builder.tsx';
import { FieldReport } from './FieldReport.tsx';
import { TestReport } from './TestReport.tsx';
import { titleOf } from './titleOf.ts';
import { daysQuery } from './useDays.ts';
import { useDraft } from './useDraft.ts';
import { useWords } from './useWords.ts';

type Tab = 'build' | 'fields' | 'test';

/** One form: what it is set to, where people stop in it, which of its variants is better. */
export const FormPage = ({ id }: { id: string }) => {
  const words = useWords();
  const { language } = useReading();
  const { site, details, session, place } = useSite();
  const saved = details.settings.forms?.find((form) => form.id === id);
  const state = useDraft(site, id, saved);
  const { draft } = state;
  const query = new URLSearchParams(place.query);
  // A form that the widget does not show is not set here: of the site's own, and of those that were, there are figures.
  const tabs: Tab[] = draft ? ['build', ...(saved ? (['fields', 'test'] as const) : [])] : ['fields', 'test'];
  const tab = tabs.find((one) => one === query.get('tab')) ?? tabs[0];
  const { title, under } = titleOf(id, draft, language);

  const queryFor = (name: Tab): string => {
    const next = new URLSearchParams(query);
    if (name === tabs[0]) next.delete('tab');
    else next.set('tab', name);
    return `${next}`;
  };
  return (
    <>
      <p class="forms-back">
        <PlaceLink to={{ query: daysQuery(place.query) }}>
          <span aria-hidden="true">← </span>
          {words.allForms}
        </PlaceLink>
      </p>
      <div class="forms-title">
        <h1>{title}</h1>
        {under && <code class="quiet">{under}</code>}
        {draft && <span class="quiet">{words.kinds[draft.kind]}</span>}
        {draft?.live === false && <span class="tag">{words.states.draft}</span>}
      </div>
      {tabs.length > 1 && (
        <nav class="forms-tabs" aria-label={words.tabsLabel}>
          {tabs.map((name) => (
            <PlaceLink key={name} to={{ rest: id, query: queryFor(name) }} current={name === tab}>
              {words.tabs[name]}
            </PlaceLink>
          ))}
        </nav>
      )}
      {tab === 'build' && draft && (
        <Builder state={{ ...state, draft }} isNew={!saved} canEdit={may(session.scopes, 'settings')} />
      )}
      {tab === 'fields' && <FieldReport id={id} settings={draft} />}
      {tab === 'test' && <TestReport id={id} settings={draft} />}
      {!tab && <Notice title={words.noSuchForm} />}
    </>
  );
};
