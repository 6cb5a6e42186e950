import type { FieldsAnswer, FormsAnswer, VariantsAnswer } from '../../shared/formReport.ts';
import type { FormSettings } from '../../shared/forms.ts';
import type { ReportAnswer } from '../../shared/report.ts';
import type { SiteSettings } from '../../shared/settings.ts';
import { askSite, type Client, json, type Result, type SiteDetails, settle } from '../api.ts';
import type { Range } from '../days.ts';
import { placed } from './draft.ts';

/** What the page of forms asks and changes. */

export type Change = Parameters<Client['sites'][':site']['$patch']>[0]['json'];

export interface Of {
  client: Client;
  site: string;
}

export interface FormFigures extends FormsAnswer {
  /** By form; a form without any is not in it. */
  leads: ReadonlyMap<string, number>;
}

export const askForms = async (
  { client, site }: Of,
  days: Range,
  signal: AbortSignal,
): Promise<Result<FormFigures>> => {
  const param = { site };
  const report = { by: 'form', metrics: 'leads', from: days.from, to: days.to, limit: '1000' };
  const [forms, leads] = await Promise.all([
    settle(client.sites[':site'].forms.$get({ param, query: days }, { init: { signal } }), json<FormsAnswer>),
    settle(client.sites[':site'].report.$get({ param, query: report }, { init: { signal } }), json<ReportAnswer>),
  ]);
  if (!forms.ok) return forms;
  if (!leads.ok) return leads;
  const of = leads.value.rows.map(({ key, values }): [string, number] => [key.form ?? '', values.leads ?? 0]);
  return { ok: true, value: { ...forms.value, leads: new Map(of) } };
};

export const askFields = (
  { client, site }: Of,
  { form, ...days }: Range & { form: string },
  signal: AbortSignal,
): Promise<Result<FieldsAnswer>> =>
  settle(
    client.sites[':site'].forms[':form'].fields.$get(
      { param: { site, form }, query: { ...days, by: 'variant' } },
      { init: { signal } },
    ),
    json<FieldsAnswer>,
  );

export const askVariants = (
  { client, site }: Of,
  { form, ...days }: { form: string; from?: string },
  signal: AbortSignal,
): Promise<Result<VariantsAnswer>> =>
  settle(
    client.sites[':site'].forms[':form'].variants.$get({ param: { site, form }, query: days }, { init: { signal } }),
    json<VariantsAnswer>,
  );

/** Settings as the server has them now: others may have changed them since this page was opened. */
const freshSettings = async (site: string): Promise<Result<Partial<SiteSettings>>> => {
  const found = await askSite(site, new AbortController().signal);
  return found.ok ? { ok: true, value: found.value.settings } : found;
};

export const changeSettings = ({ client, site }: Of, change: Change): Promise<Result<SiteDetails>> =>
  settle(client.sites[':site'].$patch({ param: { site }, json: change }), json<SiteDetails>);

export interface Placing {
  id: string;
  /** None takes it away. */
  form: FormSettings | null;
  index?: number;
}

export interface Placed {
  /** As it stands now. */
  form: FormSettings | undefined;
  /** What takes the change back. */
  before: Placing;
}

/** Saves one form; the others stay as they are by now. */
export const placeForm = async (of: Of, placing: Placing): Promise<Result<Placed>> => {
  const fresh = await freshSettings(of.site);
  if (!fresh.ok) return fresh;
  const { forms = [] } = fresh.value;
  const at = forms.findIndex(({ id }) => id === placing.id);
  const changed = await changeSettings(of, { forms: placed(forms, placing) });
  if (!changed.ok) return changed;
  const before: Placing = { id: placing.id, form: forms[at] ?? null, ...(at >= 0 && { index: at }) };
  return { ok: true, value: { form: changed.value.settings.forms?.find(({ id }) => id === placing.id), before } };
};
