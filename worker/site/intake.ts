import * as v from 'valibot';
import { ContactRequest } from '../../shared/contacts.ts';
import { Hit, type HitsAnswer, HitsEnvelope, type Visit, visitStart } from '../../shared/hits.ts';
import { VISITOR_LIFE } from '../../shared/limits.ts';

/** From the text of a request to something that may be stored, or to the fields that are wrong. Pure. */

export interface FieldError {
  /** Dotted path in the body, '' for the body itself. */
  field: string;
  detail: string;
}

export type Intake<T> = { state: 'valid'; value: T } | { state: 'invalid'; errors: FieldError[] };

export const fieldErrors = (issues: readonly v.BaseIssue<unknown>[]): FieldError[] =>
  issues.map((issue) => ({ field: v.getDotPath(issue) ?? '', detail: issue.message }));

export const parseBody = <T>(schema: v.GenericSchema<unknown, T>, text: string): Intake<T> => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { state: 'invalid', errors: [{ field: '', detail: 'is not JSON' }] };
  }
  const result = v.safeParse(schema, json);
  return result.success
    ? { state: 'valid', value: result.output }
    : { state: 'invalid', errors: fieldErrors(result.issues) };
};

/** A visit's id tells its start; what is older than a visitor's life can no longer be anybody's. */
const ageErrors = (visit: Visit, sentAt: number): FieldError[] =>
  sentAt - visitStart(visit) > VISITOR_LIFE
    ? [{ field: 'visit.id', detail: 'began more than 400 days before it was sent' }]
    : [];

export interface HitsIntake {
  sentAt: number;
  visit: Visit;
  hits: Hit[];
  /** Lines whose number is asked for. */
  lines: string[] | undefined;
  refused: HitsAnswer['refused'];
}

/** Each hit is judged for itself; only a batch with none left is refused whole. */
export const takeHits = (text: string): Intake<HitsIntake> => {
  const envelope = parseBody(HitsEnvelope, text);
  if (envelope.state === 'invalid') return envelope;
  const { sentAt, visit, lines } = envelope.value;
  const tooOld = ageErrors(visit, sentAt);
  if (tooOld.length > 0) return { state: 'invalid', errors: tooOld };
  const hits: Hit[] = [];
  const refused: HitsAnswer['refused'] = [];
  for (const [index, stated] of envelope.value.hits.entries()) {
    const hit = v.safeParse(Hit, stated, { abortEarly: true });
    if (hit.success) hits.push(hit.output);
    else for (const { field, detail } of fieldErrors(hit.issues)) refused.push({ index, field, detail });
  }
  if (hits.length === 0 && !lines?.length) {
    return {
      state: 'invalid',
      errors: refused.map(({ index, field, detail }) => ({ field: `hits.${index}${field && `.${field}`}`, detail })),
    };
  }
  return { state: 'valid', value: { sentAt, visit, hits, lines, refused } };
};

export const takeContact = (text: string): Intake<ContactRequest> => {
  const request = parseBody(ContactRequest, text);
  if (request.state === 'invalid') return request;
  const { visit, contact, sentAt } = request.value;
  const tooOld = ageErrors(visit, sentAt);
  if (sentAt - contact.at > VISITOR_LIFE)
    tooOld.push({ field: 'contact.at', detail: 'lies more than 400 days before it was sent' });
  return tooOld.length > 0 ? { state: 'invalid', errors: tooOld } : request;
};
