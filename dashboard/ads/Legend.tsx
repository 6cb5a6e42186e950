import type { ReportAnswer } from '../../shared/report.ts';
import { COLUMNS } from '../query.ts';
import { useReading } from '../reading.ts';
import { fill } from '../words/fill.ts';

/** What the figures and the marks mean; the marks only where there are such rows. */
export const Legend = ({ answer }: { answer: ReportAnswer }) => {
  const { words } = useReading();
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
          <span class="tag">{words.unmatched}</span> {words.unmatchedMeaning}
        </p>
      )}
      <details>
        <summary>{words.legend}</summary>
        <dl>
          {COLUMNS.map((column) => (
            <div key={column}>
              <dt>{fill(words.columns[column], { sign: '' }).replace(/,\s*$/, '')}</dt>
              <dd>{words.meanings[column]}</dd>
            </div>
          ))}
        </dl>
        <p>{words.noLeadMeaning}</p>
      </details>
    </div>
  );
};
