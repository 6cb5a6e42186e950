import type { AuditAnswer } from '../../shared/audit.ts';
import type { DoctorAnswer } from '../../shared/doctor.ts';
import { client, json, type Result, settle } from '../api.ts';

/** What the page of installing asks. */

const site = client.sites[':site'];

export const askDoctor = (key: string, signal: AbortSignal): Promise<Result<DoctorAnswer>> =>
  settle(site.doctor.$get({ param: { site: key } }, { init: { signal } }), json<DoctorAnswer>);

/** Of the last 30 days' spend, the share that has found its visits; null where nothing was spent. */
export const askJoinedShare = (key: string, signal: AbortSignal): Promise<Result<number | null>> =>
  settle(
    site.audit.$get({ param: { site: key }, query: { limit: '1' } }, { init: { signal } }),
    async (response) => (await json<AuditAnswer>(response)).totals.joinedShare,
  );
