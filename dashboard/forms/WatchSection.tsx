import { useRef, useState } from 'preact/hooks';
import type { WatchedForm } from '../../shared/watch.ts';
import { Icon } from '../parts/Icon.tsx';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { moved, removed, replaced } from './draft.ts';
import { useSaveSettings } from './useSaveSettings.ts';
import { type FormsWords, useWords } from './useWords.ts';
import { WatchDialog } from './WatchDialog.tsx';

const readsOf = ({ contact }: WatchedForm, { watchReads }: FormsWords): string => {
  if (!contact) return watchReads.none;
  if (contact.fields === 'auto') return watchReads.auto;
  return fill(watchReads.own, { fields: Object.keys(contact.fields).join(', ') });
};

const placeOf = ({ form, selector }: WatchedForm): string =>
  selector ?? (form === '*' ? '[data-whichhalf-form]' : `[data-whichhalf-form="${form}"]`);

/** The site's own forms that are watched. The first entry that fits a form is the form's, so their order matters. */
export const WatchSection = ({ canEdit }: { canEdit: boolean }) => {
  const words = useWords();
  const { details } = useSite();
  const save = useSaveSettings();
  const watch = details.settings.watch ?? [];
  /** Place of the one that is edited; past the last one a new one. */
  const [edited, setEdited] = useState<number | null>(null);

  const addButton = useRef<HTMLButtonElement>(null);

  const put = (next: WatchedForm[], said: string): Promise<boolean> => save({ watch: next }, { watch }, said);
  const saved = (form: string): string => fill(words.watchSaved, { form });
  return (
    <section class="forms-section">
      <h2>{words.watched}</h2>
      <p class="quiet">{watch.length > 0 ? words.watchedHelp : words.watchedNone}</p>
      {watch.length > 0 && (
        <ul class="forms-watch">
          {watch.map((entry, index) => (
            <li key={index}>
              <div class="forms-watch-about">
                <b>{entry.form}</b> <code>{placeOf(entry)}</code>
                <p class="quiet">
                  {readsOf(entry, words)}
                  {entry.hidden && `; ${fill(words.watchFills, { fields: Object.keys(entry.hidden).join(', ') })}`}
                </p>
              </div>
              {canEdit && (
                <div class="forms-row-actions">
                  {index > 0 && (
                    <button
                      type="button"
                      class="button bare small"
                      aria-label={fill(words.up, { name: entry.form })}
                      title={words.earlier}
                      onClick={() => void put(moved(watch, index, index - 1), saved(entry.form))}
                    >
                      <Icon name="up" />
                    </button>
                  )}
                  <button type="button" class="button bare small" onClick={() => setEdited(index)}>
                    {words.change}
                    <span class="unseen"> {entry.form}</span>
                  </button>
                  <button
                    type="button"
                    class="button bare small"
                    onClick={() => {
                      // Its row goes, and the focus must not fall to the page's beginning.
                      addButton.current?.focus();
                      void put(removed(watch, index), fill(words.watchRemoved, { form: entry.form }));
                    }}
                  >
                    {words.stopWatching}
                    <span class="unseen"> {entry.form}</span>
                  </button>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {canEdit && (
        <button ref={addButton} type="button" class="button" onClick={() => setEdited(watch.length)}>
          {words.watchAdd}
        </button>
      )}
      {edited !== null && (
        <WatchDialog
          entry={watch[edited]}
          onClose={() => setEdited(null)}
          onSave={async (entry) => {
            const next = edited < watch.length ? replaced(watch, edited, entry) : [...watch, entry];
            if (await put(next, saved(entry.form))) setEdited(null);
          }}
        />
      )}
    </section>
  );
};
