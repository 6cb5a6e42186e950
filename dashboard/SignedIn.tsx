import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Session } from '../shared/people.ts';
import type { Language } from '../shared/settings.ts';
import { askSite, askSites, client } from './api.ts';
import { dayAt } from './days.ts';
import { makeFormats } from './format.ts';
import { openLive } from './live.ts';
import { entriesFor, type LoadedPage } from './pages.tsx';
import { Failed } from './parts/Failed.tsx';
import { Notice } from './parts/Notice.tsx';
import { Skeleton } from './parts/Skeleton.tsx';
import { useReading } from './reading.ts';
import { NoSites } from './shell/NoSites.tsx';
import { Shell } from './shell/Shell.tsx';
import { SiteOf } from './site.ts';
import { useAsked } from './useAsked.ts';
import { usePlace } from './usePlace.ts';

interface Props {
  session: Session;
  now: () => number;
  onLanguage: (language: Language) => void;
  onSignOut: (because: 'asked' | 'ended') => void;
}

/** The sites of the account, and the page of the one that is chosen. */
export const SignedIn = ({ session, now, onLanguage, onSignOut }: Props) => {
  const { words, language } = useReading();
  const [place, go] = usePlace();
  const sites = useAsked('sites', askSites);
  const entries = sites.value ?? [];
  // A link may name a site that this account has not: the page then says so, rather than show another's figures.
  const site = place.site || entries[0]?.site || '';
  const pages = entriesFor(session.scopes);
  const entry = pages.find(({ name }) => name === (place.page || pages[0]?.name));

  const details = useAsked(site, async (signal) =>
    site ? askSite(site, signal) : new Promise<never>(() => undefined),
  );
  const currency = details.value?.settings.currency;
  const formats = useMemo(() => (currency ? makeFormats(language, currency) : null), [language, currency]);

  // The page's own code comes while the site's settings do.
  const [loaded, setLoaded] = useState<LoadedPage | null>(null);
  useEffect(() => {
    let wanted = true;
    void entry?.load(language).then((page) => wanted && setLoaded(page));
    return () => {
      wanted = false;
    };
  }, [entry, language]);

  // Not before the site is known to be there: a socket that is refused complains to the console.
  const mine = details.value?.site === site;
  const live = useMemo(() => (mine ? openLive(site) : null), [site, mine]);
  useEffect(() => () => live?.stop(), [live]);

  const failure = sites.failure ?? details.failure;
  useEffect(() => {
    if (failure?.kind === 'unauthorized') onSignOut('ended');
  }, [failure]);
  useEffect(() => {
    document.title = `${entry ? words.pageNames[entry.name] : ''} · Whichhalf`;
  }, [entry, words]);

  const ready = details.value && formats && live && loaded && loaded.name === entry?.name;
  return (
    <Shell
      sites={entries}
      place={{ ...place, site, page: entry?.name ?? '' }}
      pages={pages.map(({ name }) => name)}
      go={go}
      by={session.by}
      onLanguage={onLanguage}
      onSignOut={() => onSignOut('asked')}
    >
      {sites.failure && <Failed failure={sites.failure} onRetry={sites.again} />}
      {sites.value && entries.length === 0 && <NoSites />}
      {details.failure && <Failed failure={details.failure} onRetry={details.again} />}
      {!entry && <Notice title={words.failed.forbidden} />}
      {site && entry && !failure && !ready && <Skeleton />}
      {ready && !failure && details.value && (
        <SiteOf.Provider
          key={site}
          value={{
            site,
            details: details.value,
            reload: details.again,
            session,
            client,
            formats,
            today: dayAt(now(), details.value.settings.timeZone),
            now,
            live,
            place: { ...place, site, page: entry.name },
            go,
            onEnded: () => onSignOut('ended'),
          }}
        >
          <loaded.Page />
        </SiteOf.Provider>
      )}
    </Shell>
  );
};
