// biome-ignore-all lint/a11y/noRedundantRoles: laid out as cards on a phone, where a changed `display` takes the roles away
import type { FormRow } from '../../shared/formReport.ts';
import type { FormSettings } from '../../shared/forms.ts';
import { PlaceLink } from '../parts/PlaceLink.tsx';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import type { FormFigures } from './api.ts';
import { titleOf } from './titleOf.ts';
import { daysQuery } from './useDays.ts';
import { hasDraft, newDrafts } from './useDraft.ts';
import { useWords } from './useWords.ts';

const NOTHING = { seen: 0, started: 0, submitted: 0, conversion: null, set: true };
const FIGURES = ['seen', 'started', 'submitted'] as const;

/** The site's forms in the order of its settings, then what else was seen. */
export const FormTable = ({ figures }: { figures: FormFigures }) => {
  const words = useWords();
  const { site, formats, details } = useSite();
  const settings = details.settings.forms ?? [];
  const unsaved = newDrafts(site, settings).map(({ id }): FormRow => ({ ...NOTHING, form: id }));
  const rows = [...unsaved, ...figures.forms];
  const nobody = rows.every(({ seen }) => seen === 0);
  return (
    <>
      <div class="forms-box">
        <table role="table" class="forms-table">
          <caption class="unseen">{fill(words.listCaption, { range: formats.range(figures) })}</caption>
          <thead>
            <tr role="row">
              <th role="columnheader" scope="col">
                {words.columns.form}
              </th>
              {[...FIGURES, 'conversion' as const, 'leads' as const].map((column) => (
                <th role="columnheader" scope="col" key={column} class="value">
                  {words.columns[column]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row
                key={row.form}
                row={row}
                leads={figures.leads.get(row.form) ?? 0}
                settings={settings.find(({ id }) => id === row.form)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p class="quiet forms-under">{nobody ? words.noVisits : words.columnsMeaning}</p>
    </>
  );
};

interface RowProps {
  row: FormRow;
  leads: number;
  settings: FormSettings | undefined;
}

const Row = ({ row, leads, settings }: RowProps) => {
  const words = useWords();
  const { words: common } = useReading();
  const { site, formats, place } = useSite();
  const { title, under } = titleOf(row.form, settings, useReading().language);
  return (
    <tr role="row">
      <th role="rowheader" scope="row" class="name">
        <PlaceLink to={{ rest: row.form, query: daysQuery(place.query) }} class="forms-link">
          {title}
        </PlaceLink>
        <span class="forms-about">
          {under && <span class="quiet">{under}</span>}
          {settings && <span class="quiet">{words.kinds[settings.kind]}</span>}
          <State row={row} settings={settings} />
          {settings?.variants?.length ? (
            <span class="tag">{fill(words.variantsCount, { n: formats.count(settings.variants.length) })}</span>
          ) : null}
          {hasDraft(site, row.form, settings) && <span class="tag attention">{words.states.unsaved}</span>}
        </span>
      </th>
      {FIGURES.map((figure) => (
        <td role="cell" key={figure} class="value" data-label={words.columns[figure]}>
          {formats.count(row[figure])}
        </td>
      ))}
      <td role="cell" class="value" data-label={words.columns.conversion}>
        {row.conversion === null ? (
          <span class="quiet">
            <span aria-hidden="true">–</span>
            <span class="unseen">{common.noValue}</span>
          </span>
        ) : (
          formats.share(row.conversion)
        )}
      </td>
      <td role="cell" class="value" data-label={words.columns.leads}>
        {formats.count(leads)}
      </td>
    </tr>
  );
};

const State = ({ row, settings }: Pick<RowProps, 'row' | 'settings'>) => {
  const { states } = useWords();
  if (settings) return settings.live === false ? <span class="tag">{states.draft}</span> : null;
  return <span class="tag">{row.set ? states.watched : states.former}</span>;
};
