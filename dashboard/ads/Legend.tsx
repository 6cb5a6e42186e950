import { useState } from 'preact/hooks';
import type { MetricEntry } from '../../shared/metrics/entry.ts';
import type { ReportAnswer } from '../../shared/report.ts';
import { PlaceLink } from '../parts/PlaceLink.tsx';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { useAsked } from '../useAsked.ts';
import { askMetrics } from './api.ts';
import type { TableColumn } from './tableColumns.ts';
import { useAdsWords } from './words.ts';

interface Props {
  answer: ReportAnswer;
  columns: readonly TableColumn[];
}

/** What the figures and the marks mean; the marks only where there are such rows. */
export const Legend = ({ answer, columns }: Props) => {
  const { words } = useReading();
  const own = useAdsWords();
  const { place } = useSite();
  const [open, setOpen] = useState(false);
  const estimated = answer.rows.some((row) => row.estimated?.length);
  const unmatched = answer.rows.some((row) => row.unmatched);
  return (
    <div class="legend">
      {estimated && (
        <p>
          <span class="about">≈</span> {words.estimatedMeaning}
        </p>
      )}
      {unmatched && (
        <p>
          <span class="tag">{words.unmatched}</span> {words.unmatchedMeaning}.{' '}
          <PlaceLink to={{ rest: 'tags', query: place.query }}>{own.mend}</PlaceLink>
        </p>
      )}
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{own.legend}</summary>
        {open && <Meanings columns={columns} />}
      </details>
    </div>
  );
};

/** Asked for once somebody wants to know. */
const Meanings = ({ columns }: Pick<Props, 'columns'>) => {
  const { language } = useReading();
  const own = useAdsWords();
  const { client, site } = useSite();
  const catalogue = useAsked('metrics', (signal) => askMetrics({ client, site }, signal));
  const meaning = (metric: string): string | undefined =>
    catalogue.value?.metrics.find(({ name }: MetricEntry) => name === metric)?.meaning[language];
  const once = columns.filter(({ metric }, index) => columns.findIndex((one) => one.metric === metric) === index);
  return (
    <dl>
      {once.map(({ metric, label }) => (
        <div key={metric}>
          <dt>{label.replace(/,\u00A0\S+$/, '')}</dt>
          <dd>{metric === 'verdict' ? own.verdictMeaning : meaning(metric)}</dd>
        </div>
      ))}
      {once.some(({ metric }) => metric === 'spend') && (
        <div>
          <dt aria-hidden="true" />
          <dd>{own.noLeadMeaning}</dd>
        </div>
      )}
    </dl>
  );
};
