import type { FormVisits, OfVisits, Period } from '../../../shared/formReport.ts';
import { FORM_STAGES } from '../../../shared/hits.ts';
import type { SiteSettings } from '../../../shared/settings.ts';
import { type Calendar, dateOfDay, dayOfDate } from '../days.ts';
import { visitsOfDay } from '../report/dayVisits.ts';
import { letOthersIn, STRETCH, visitsOn } from '../report/visitFacts.ts';
import type { Rollup } from '../rollup.ts';
import { type FormProgress, reached, type VisitRecord } from '../visit.ts';

/** What reports of one form are made from: the raw rows of the visits that met it. */
export interface FormContext {
  sql: SqlStorage;
  settings: SiteSettings;
  calendar: Calendar;
  rollup: Rollup;
}

export interface FormQuery extends Period {
  form: string;
}

export interface FormVisit {
  visit: VisitRecord;
  progress: FormProgress;
}

/** Hands over the visits of each day, in order of time; recording goes on in between. */
export const eachFormVisit = async (
  { sql, calendar }: FormContext,
  { form, from, to }: FormQuery,
  take: (met: FormVisit) => void,
): Promise<void> => {
  let read = 0;
  for (let day = dayOfDate(from); day <= dayOfDate(to); day += 1) {
    const met: FormVisit[] = [];
    for (const visit of visitsOfDay({ sql, calendar, day }, 'withForms')) {
      // Own properties only: a form may be called `constructor`.
      if (Object.hasOwn(visit.forms, form)) met.push({ visit, progress: visit.forms[form] as FormProgress });
    }
    met.sort((a, b) => a.visit.startedAt - b.visit.startedAt || (a.visit.id < b.visit.id ? -1 : 1));
    for (const one of met) take(one);
    read += visitsOn(sql, day);
    if (read < STRETCH) continue;
    await letOthersIn();
    read = 0;
  }
};

/** What of the period is no longer kept visit by visit. */
export const lacking = ({ rollup }: FormContext, { from }: Period): OfVisits =>
  rollup.sealed.any && dayOfDate(from) < rollup.sealed.before ? { sealedBefore: dateOfDay(rollup.sealed.before) } : {};

export const noVisits = (): FormVisits => ({ seen: 0, started: 0, submitted: 0 });

export const countVisit = (visits: FormVisits, progress: FormProgress): void => {
  for (const stage of FORM_STAGES) if (reached(progress, stage)) visits[stage] += 1;
};

/** The forms that the site's settings name: shown by the widget, and the site's own that are watched. */
export const formsSet = ({ forms, watch }: SiteSettings): string[] => [
  ...new Set([...forms.map(({ id }) => id), ...watch.filter(({ form }) => form !== '*').map(({ form }) => form)]),
];

export const isSet = (settings: SiteSettings, form: string): boolean => formsSet(settings).includes(form);
