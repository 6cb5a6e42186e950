import { useEffect, useMemo, useState } from 'preact/hooks';
import { may } from '../../shared/people.ts';
import { api } from '../api.ts';
import { useLive } from '../live.ts';
import { Failed } from '../parts/Failed.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { daysOf } from '../period.ts';
import { isOwnMetric, type View } from '../query.ts';
import { useSite } from '../site.ts';
import { UploadButton } from '../spend/UploadButton.tsx';
import type { UploadDialog } from '../spend/UploadDialog.tsx';
import { useView } from '../useView.ts';
import { Period } from './Period.tsx';
import { TablePart } from './TablePart.tsx';
import { Tags } from './Tags.tsx';
import { useReport } from './useReport.ts';
import { judgedBy, useVerdicts } from './useVerdict.ts';
import { ViewTabs } from './ViewTabs.tsx';

/** Of the columns asked for those that have a meaning here: an address may come from another site, or another level. */
const shownOf = ({ by, columns }: View, { actions, hasTarget }: { actions: readonly string[]; hasTarget: boolean }) => {
  const shown = columns.filter((column) =>
    column === 'verdict' ? hasTarget && judgedBy(by) : isOwnMetric(column, actions),
  );
  return shown.length > 0 ? shown : (['spend'] as const);
};

/** Which ads bring leads, and at what cost; and whether their visits are told from others at all. */
export const AdsPage = () => {
  const { site, details, formats, today, place, session, onEnded } = useSite();
  const [view, onChange] = useView();
  const [uploading, setUploading] = useState<{ Dialog: typeof UploadDialog; file: File | undefined } | null>(null);

  const { settings } = details;
  const actions = settings.leads.actions.map(({ id }) => id);
  const hasTarget = Boolean(settings.target);
  const shown = useMemo(() => shownOf(view, { actions, hasTarget }), [view, actions.join(), hasTarget]);
  const days = daysOf(view.range, today);
  const report = useReport(view, { days, shown });
  const verdicts = useVerdicts(view, days);
  useLive(['spend'], () => {
    report.again();
    verdicts.ads.again();
    verdicts.rows.again();
  });
  useEffect(() => {
    if (report.failure?.kind === 'unauthorized') onEnded();
  }, [report.failure]);

  /** Loaded when it is wanted: most readers come to read. */
  const openUpload = async (file?: File): Promise<void> => {
    const { UploadDialog: Dialog } = await import('../spend/UploadDialog.tsx');
    setUploading({ Dialog, file });
  };

  const known = report.value;
  const tags = place.rest === 'tags';
  return (
    <>
      <div class="pageBar">
        <Period view={view} comparable={!tags} compared={known?.answer.compare} onChange={onChange} />
        {may(session.scopes, 'spend') && <UploadButton onFile={(file) => void openUpload(file)} />}
      </div>
      <ViewTabs tags={tags} />
      {tags && <Tags days={days} />}
      {!tags && report.failure && <Failed failure={report.failure} onRetry={report.again} />}
      {!tags && !report.failure && !known && <Skeleton />}
      {!tags && !report.failure && known && (
        <TablePart
          report={known}
          busy={report.busy}
          verdicts={verdicts}
          view={view}
          shown={shown}
          days={days}
          onChange={onChange}
        />
      )}
      {uploading && (
        <uploading.Dialog
          api={api}
          site={site}
          formats={formats}
          currency={settings.currency}
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
