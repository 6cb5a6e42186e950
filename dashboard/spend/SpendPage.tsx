import { useState } from 'preact/hooks';
import { may } from '../../shared/people.ts';
import { api as common } from '../api.ts';
import { Icon } from '../parts/Icon.tsx';
import { PlaceLink } from '../parts/PlaceLink.tsx';
import { useSite } from '../site.ts';
import { toast } from '../toasts.ts';
import { fill } from '../words/fill.ts';
import { api } from './api.ts';
import { CrmTab } from './CrmTab.tsx';
import { HandDialog } from './HandDialog.tsx';
import { useFailed, useOwn } from './own.ts';
import { Stored } from './Stored.tsx';
import { UploadButton } from './UploadButton.tsx';
import { UploadDialog } from './UploadDialog.tsx';
import { Uploads } from './Uploads.tsx';
import { readTab, readView, restOf, TABS, writeView } from './view.ts';

type Open = { kind: 'file'; file?: File | undefined } | { kind: 'hand' } | null;

/** What was paid, for what, and from which file that is known; and what became of the leads, from a CRM's file. */
export const SpendPage = () => {
  const { site, details, formats, session, place, go } = useSite();
  const words = useOwn();
  const failed = useFailed();
  const [open, setOpen] = useState<Open>(null);
  /** Counts what was stored here, so that what is shown is asked anew. */
  const [news, setNews] = useState(0);
  const changed = (): void => setNews((before) => before + 1);

  // A CRM's deals are people's.
  const tabs = TABS.filter((tab) => tab !== 'crm' || may(session.scopes, 'leads'));
  const asked = readTab(place.rest);
  const tab = tabs.includes(asked) ? asked : 'stored';

  const takeBack = async (upload: number): Promise<void> => {
    const result = await api.takeBack(site, upload);
    if (!result.ok) failed(result.failure);
    changed();
  };

  return (
    <div class="spendPage">
      <div class="spendPage-head">
        <h1>{words.title}</h1>
        {tab !== 'crm' && (
          <div class="spendPage-enter">
            <button type="button" class="button" onClick={() => setOpen({ kind: 'hand' })}>
              <Icon name="add" />
              {words.byHand}
            </button>
            <UploadButton onFile={(file) => setOpen({ kind: 'file', file })} />
          </div>
        )}
      </div>
      <nav class="spendTabs" aria-label={words.title}>
        {tabs.map((one) => (
          <PlaceLink key={one} to={{ rest: restOf(one) }} current={one === tab}>
            {words.tabs[one]}
          </PlaceLink>
        ))}
      </nav>
      {tab === 'stored' && <Stored news={news} />}
      {tab === 'uploads' && <Uploads news={news} onChanged={changed} />}
      {tab === 'crm' && <CrmTab />}
      {open?.kind === 'file' && (
        <UploadDialog
          api={common}
          site={site}
          formats={formats}
          currency={details.settings.currency}
          vat={Boolean(details.settings.vat)}
          file={open.file}
          onClose={() => setOpen(null)}
          onSaved={changed}
          onPeriod={(period) => {
            setOpen(null);
            go({ query: writeView({ ...readView(''), period }) });
          }}
        />
      )}
      {open?.kind === 'hand' && (
        <HandDialog
          onSaved={({ upload, cost }, name) => {
            toast({
              text: fill(words.entered, { name, cost: formats.money(cost) }),
              ...(upload !== undefined && { undo: () => void takeBack(upload) }),
            });
            changed();
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
};
