import type { ComponentType } from 'preact';
import { may } from '../../shared/people.ts';
import { Notice } from '../parts/Notice.tsx';
import { PlaceLink } from '../parts/PlaceLink.tsx';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { ChannelsSection } from './ChannelsSection.tsx';
import { LeadsSection } from './LeadsSection.tsx';
import { MoneySection } from './MoneySection.tsx';
import { NotifySection } from './NotifySection.tsx';
import { PeopleSection } from './PeopleSection.tsx';
import { PrivacySection } from './PrivacySection.tsx';
import { SiteSection } from './SiteSection.tsx';
import { TelephonySection } from './TelephonySection.tsx';
import { TokensSection } from './TokensSection.tsx';
import { type SettingsWords, WordsOf } from './useWords.ts';
import './settings.css';

type Name = keyof SettingsWords['sections'];

/** In the order of the list; those of an owner are no others' to see. */
const SECTIONS: readonly { name: Name; Section: ComponentType; owners?: true }[] = [
  { name: 'site', Section: SiteSection },
  { name: 'leads', Section: LeadsSection },
  { name: 'money', Section: MoneySection },
  { name: 'channels', Section: ChannelsSection },
  { name: 'notify', Section: NotifySection, owners: true },
  { name: 'telephony', Section: TelephonySection, owners: true },
  { name: 'people', Section: PeopleSection, owners: true },
  { name: 'tokens', Section: TokensSection, owners: true },
  { name: 'privacy', Section: PrivacySection, owners: true },
];

/** What is set, a section at a time; which one stands behind the page's name in the address. */
export const Page = ({ words }: { words: SettingsWords }) => {
  const { words: common } = useReading();
  const { session, place, site } = useSite();
  const theirs = SECTIONS.filter(({ owners }) => !owners || may(session.scopes, 'admin'));
  const wanted = place.rest || 'site';
  const chosen = theirs.find(({ name }) => name === wanted);
  return (
    <WordsOf.Provider value={words}>
      <div class="settings">
        <h1>{words.title}</h1>
        <nav class="settings-nav" aria-label={words.sectionsLabel}>
          {theirs.map(({ name }) => (
            <PlaceLink key={name} to={{ rest: name === 'site' ? '' : name }} current={name === chosen?.name}>
              {words.sections[name]}
            </PlaceLink>
          ))}
        </nav>
        <div class="settings-body">
          {chosen ? <chosen.Section key={`${site} ${chosen.name}`} /> : <Notice title={common.failed.forbidden} />}
        </div>
      </div>
    </WordsOf.Provider>
  );
};
