import type { FieldError } from './site/intake.ts';

/** RFC 9457 problems: every error answer has this form. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  /** Which fields, rows or parameters are wrong, and how. */
  errors?: FieldError[];
}

/** The kinds there are; the name is the last part of the problem's `type`. */
const KINDS = {
  'bad-request': [400, 'The request cannot be read'],
  unauthorized: [401, 'A valid token is needed'],
  forbidden: [403, 'The token may not do this'],
  'origin-refused': [403, "The page's host is not one of the site's"],
  'bot-refused': [403, 'Contacts are not taken from programs'],
  'not-found': [404, 'There is no such thing here'],
  conflict: [409, 'The id is taken by another body'],
  overtaken: [409, 'What came later stands in the way'],
  'too-large': [413, 'The body is too large'],
  'upgrade-required': [426, 'A WebSocket is opened here'],
  invalid: [422, 'Some of what was sent cannot be accepted'],
  'too-many': [429, 'Too many requests'],
  'internal-error': [500, 'Something broke on our side'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemKind = keyof typeof KINDS;

export interface ProblemExtras {
  detail?: string;
  errors?: FieldError[];
  headers?: Record<string, string>;
}

export const problem = (kind: ProblemKind, { detail, errors, headers }: ProblemExtras = {}): Response => {
  const [status, title] = KINDS[kind];
  const body: Problem = {
    type: `urn:whichhalf:problem:${kind}`,
    title,
    status,
    ...(detail && { detail }),
    ...(errors && { errors }),
  };
  return Response.json(body, { status, headers: { 'content-type': 'application/problem+json', ...headers } });
};
