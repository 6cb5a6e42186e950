import { useEffect } from 'preact/hooks';
import type { Language } from '../shared/settings.ts';
import { AdsPage } from './ads/AdsPage.tsx';
import type { Api } from './api.ts';
import { Failed } from './parts/Failed.tsx';
import { NoSites } from './shell/NoSites.tsx';
import { Shell } from './shell/Shell.tsx';
import { useAsked } from './useAsked.ts';
import { useView } from './useView.ts';

interface Props {
  api: Api;
  now: () => number;
  onLanguage: (language: Language) => void;
  onSignOut: (because: 'asked' | 'ended') => void;
}

/** The sites of the account, and the page of the one that is chosen. */
export const SignedIn = ({ api, now, onLanguage, onSignOut }: Props) => {
  const [view, change] = useView();
  const sites = useAsked('sites', api.sites);
  const entries = sites.value ?? [];
  // A link may name a site that this account has not: the page then says so, rather than show another's figures.
  const site = view.site || entries[0]?.site || '';

  useEffect(() => {
    if (sites.failure?.kind === 'unauthorized') onSignOut('ended');
  }, [sites.failure]);

  return (
    <Shell
      sites={entries}
      site={site}
      onSite={(chosen) => change({ site: chosen })}
      onLanguage={onLanguage}
      onSignOut={() => onSignOut('asked')}
    >
      {sites.failure && <Failed failure={sites.failure} onRetry={sites.again} />}
      {sites.value && entries.length === 0 && <NoSites />}
      {sites.value && site && (
        <AdsPage
          key={site}
          api={api}
          view={{ ...view, site }}
          now={now}
          onChange={change}
          onEnded={() => onSignOut('ended')}
        />
      )}
    </Shell>
  );
};
