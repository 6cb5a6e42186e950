import { useEffect, useMemo, useState } from 'preact/hooks';
import { type Api, askSite } from '../api.ts';
import { dayAt } from '../days.ts';
import { makeFormats } from '../format.ts';
import { Failed } from '../parts/Failed.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { daysOf } from '../period.ts';
import type { View } from '../query.ts';
import { useReading } from '../reading.ts';
import { UploadButton } from '../spend/UploadButton.tsx';
import type { UploadDialog } from '../spend/UploadDialog.tsx';
import { useAsked } from '../useAsked.ts';
import { AdsTable } from './AdsTable.tsx';
import { Empty } from './Empty.tsx';
import { Legend } from './Legend.tsx';
import { Period } from './Period.tsx';
import { SentenceLine } from './SentenceLine.tsx';
import { TableBar } from './TableBar.tsx';
import { useReport } from './useReport.ts';

interface Props {
  api: Api;
  view: View;
  now: () => number;
  onChange: (change: Partial<View>) => void;
  /** The token is no longer valid. */
  onEnded: () => void;
}

/** Which ads bring leads, and at what cost. */
export const AdsPage = ({ api, view, now, onChange, onEnded }: Props) => {
  const { language } = useReading();
  const details = useAsked(view.site, (signal) => askSite(view.site, signal));
  const [uploading, setUploading] = useState<{ Dialog: typeof UploadDialog; file: File | undefined } | null>(null);

  const zone = details.value?.settings.timeZone;
  const today = zone ? dayAt(now(), zone) : '';
  const days = today ? daysOf(view.range, today) : null;
  const report = useReport(api, view, days);
  const currency = details.value?.settings.currency ?? '';
  const formats = useMemo(() => (currency ? makeFormats(language, currency) : null), [language, currency]);

  const failure = details.failure ?? report.failure;
  useEffect(() => {
    if (failure?.kind === 'unauthorized') onEnded();
  }, [failure]);

  /** Loaded when it is wanted: most readers come to read. */
  const openUpload = async (file?: File): Promise<void> => {
    const { UploadDialog: Dialog } = await import('../spend/UploadDialog.tsx');
    setUploading({ Dialog, file });
  };

  if (details.failure) return <Failed failure={details.failure} onRetry={details.again} />;
  if (!formats || !days || !details.value) return <Skeleton />;

  const shown = report.value;
  const isEmpty = shown?.answer.rowCount === 0;
  return (
    <>
      <div class="pageBar">
        <Period view={view} formats={formats} compared={shown?.answer.compare} onChange={onChange} />
        <UploadButton onFile={(file) => void openUpload(file)} />
      </div>
      {report.failure && <Failed failure={report.failure} onRetry={report.again} />}
      {!report.failure && !shown && <Skeleton />}
      {!report.failure && shown && (
        <div class={report.busy ? 'report busy' : 'report'} aria-busy={report.busy}>
          <SentenceLine sums={shown.sums} formats={formats} />
          {isEmpty ? (
            <Empty usual={view.range === 'last30'} snippet={details.value.snippet ?? ''} />
          ) : (
            <>
              <TableBar api={api} view={view} days={days} formats={formats} onChange={onChange} />
              <AdsTable answer={shown.answer} view={view} formats={formats} onSort={(sort) => onChange({ sort })} />
              <Legend answer={shown.answer} />
            </>
          )}
        </div>
      )}
      {uploading && (
        <uploading.Dialog
          api={api}
          site={view.site}
          formats={formats}
          currency={currency}
          file={uploading.file}
          onClose={() => setUploading(null)}
          onSaved={report.again}
          onPeriod={(range) => {
            setUploading(null);
            onChange({ range });
          }}
        />
      )}
    </>
  );
};
