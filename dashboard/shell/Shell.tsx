import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Language } from '../../shared/settings.ts';
import type { SiteEntry } from '../api.ts';
import { Icon, Mark } from '../parts/Icon.tsx';
import { Toasts } from '../parts/Toasts.tsx';
import { addressOf, type PageName, type Place, stepFrom } from '../place.ts';
import { useReading } from '../reading.ts';
import type { Go } from '../usePlace.ts';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { SiteChooser } from './SiteChooser.tsx';

interface Props {
  sites: readonly SiteEntry[];
  place: Place;
  /** Those that the reader may see. */
  pages: readonly PageName[];
  go: Go;
  /** Who is signed in. */
  by: string;
  onLanguage: (language: Language) => void;
  onSignOut: () => void;
  children: ComponentChildren;
}

/** What stands around every page: whose data, which page, who reads. */
export const Shell = ({ sites, place, pages, go, by, onLanguage, onSignOut, children }: Props) => {
  const { words } = useReading();
  const menu = useRef<HTMLElement>(null);
  const here = place.site && pages.length > 0 ? place.page : '';

  // On a phone the menu is wider than the screen: where one is stands in sight.
  useEffect(() => {
    const current = menu.current?.querySelector<HTMLElement>('[aria-current]');
    if (menu.current && current)
      menu.current.scrollLeft = current.offsetLeft - (menu.current.clientWidth - current.offsetWidth) / 2;
  }, [here, words]);

  const linkTo = (to: Partial<Place>) => ({
    href: addressOf(stepFrom(place, to)),
    onClick: (event: MouseEvent): void => {
      if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      go({ site: place.site, ...to });
    },
  });
  return (
    <>
      <a class="skip" href="#content">
        {words.skip}
      </a>
      <header class="header">
        <div class="header-inner">
          <a class="brand" {...linkTo({ page: pages[0] ?? '' })}>
            <Mark />
            <span>Whichhalf</span>
          </a>
          {place.site && (
            <SiteChooser sites={sites} chosen={place.site} onChange={(site) => go({ site, page: place.page })} />
          )}
          <div class="header-end">
            <LanguageSwitch onChange={onLanguage} />
            <button type="button" class="button bare" title={by} onClick={onSignOut}>
              <Icon name="signOut" />
              <span class="wideOnly">{words.signOut}</span>
            </button>
          </div>
        </div>
        {place.site && pages.length > 0 && (
          <nav ref={menu} class="nav" aria-label={words.pages}>
            {pages.map((name) => (
              <a key={name} aria-current={name === place.page ? 'page' : undefined} {...linkTo({ page: name })}>
                {words.pageNames[name]}
              </a>
            ))}
          </nav>
        )}
      </header>
      <main id="content" class="content" tabIndex={-1}>
        {children}
      </main>
      <Toasts />
    </>
  );
};
