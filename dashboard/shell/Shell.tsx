import type { ComponentChildren } from 'preact';
import type { Language } from '../../shared/settings.ts';
import type { SiteEntry } from '../api.ts';
import { Icon, Mark } from '../parts/Icon.tsx';
import { USUAL, writeView } from '../query.ts';
import { useReading } from '../reading.ts';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { SiteChooser } from './SiteChooser.tsx';

interface Props {
  sites: readonly SiteEntry[];
  site: string;
  onSite: (site: string) => void;
  onLanguage: (language: Language) => void;
  onSignOut: () => void;
  children: ComponentChildren;
}

/** What stands around every page: whose data, which page, who reads. */
export const Shell = ({ sites, site, onSite, onLanguage, onSignOut, children }: Props) => {
  const { words } = useReading();
  const home = `/app/${writeView({ ...USUAL, site })}`;
  return (
    <>
      <a class="skip" href="#content">
        {words.skip}
      </a>
      <header class="header">
        <div class="header-inner">
          <a class="brand" href={home}>
            <Mark />
            <span>Whichhalf</span>
          </a>
          {site && <SiteChooser sites={sites} chosen={site} onChange={onSite} />}
          <nav class="nav" aria-label={words.pages}>
            <a href={home} aria-current="page">
              {words.ads}
            </a>
          </nav>
          <div class="header-end">
            <LanguageSwitch onChange={onLanguage} />
            <button type="button" class="button bare" onClick={onSignOut}>
              <Icon name="signOut" />
              <span class="wideOnly">{words.signOut}</span>
            </button>
          </div>
        </div>
      </header>
      <main id="content" class="content" tabIndex={-1}>
        {children}
      </main>
    </>
  );
};
