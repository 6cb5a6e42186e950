import { useSite } from '../site.ts';
import { Check } from './Check.tsx';
import { useSaveSettings } from './useSaveSettings.ts';
import { useWords } from './useWords.ts';

export const SpamSection = ({ canEdit }: { canEdit: boolean }) => {
  const words = useWords();
  const { details } = useSite();
  const save = useSaveSettings();
  const { spam } = details.settings;
  if (!spam) return null;
  const change = (quarantine: boolean): void =>
    void save({ spam: { ...spam, quarantine } }, { spam }, quarantine ? words.quarantineOn : words.quarantineOff);
  return (
    <section class="forms-section">
      <h2>{words.spam}</h2>
      <Check
        label={words.quarantine}
        checked={spam.quarantine}
        help={words.quarantineHelp}
        disabled={!canEdit}
        onChange={change}
      />
      {!canEdit && <p class="quiet">{words.ownersOnly}</p>}
    </section>
  );
};
