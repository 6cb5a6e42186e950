import type { FormRow, FormsAnswer, Period } from '../../../shared/formReport.ts';
import type { ReportQuery } from '../../../shared/report.ts';
import { makeReport, type ReportContext } from '../report/report.ts';
import { formsSet, isSet } from './formVisits.ts';

/** More forms than a site can have. */
const ALL = 50_000;

/** The site's forms in order of its settings, then what else was seen in the period, the most seen first. */
export const listForms = async (context: ReportContext, { from, to }: Period): Promise<FormsAnswer> => {
  const { settings } = context;
  const query: ReportQuery = {
    by: ['form'],
    metrics: ['formSeen', 'formStarted', 'formSubmitted', 'formConversion'],
    from,
    to,
    model: ['lastNonDirect'],
    halfLife: 7,
    intervals: '0',
    basis: 'event',
    where: [],
    order: '-formSeen',
    limit: ALL,
  };
  const { rows } = await makeReport(context, query);
  const seen = new Map(
    rows.map(({ key: { form = '' }, values }): [string, FormRow] => [
      form,
      {
        form,
        set: isSet(settings, form),
        seen: values.formSeen ?? 0,
        started: values.formStarted ?? 0,
        submitted: values.formSubmitted ?? 0,
        conversion: values.formConversion ?? null,
      },
    ]),
  );
  const set = formsSet(settings).map(
    (form): FormRow => seen.get(form) ?? { form, set: true, seen: 0, started: 0, submitted: 0, conversion: null },
  );
  return { from, to, timeZone: settings.timeZone, forms: [...set, ...[...seen.values()].filter((form) => !form.set)] };
};
