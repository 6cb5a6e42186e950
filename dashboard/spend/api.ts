import type { CrmAnswer } from '../../shared/crm.ts';
import type { SpendAnswer, SpendList, SpendRow, SpendUploads } from '../../shared/spend.ts';
import { client, json, type Result, settle } from '../api.ts';
import type { Range } from '../days.ts';

/** What the page of spend asks. */

const site = client.sites[':site'];

/** Whose rows those are that somebody enters by hand. */
export const BY_HAND = 'by-hand';

export interface CrmOptions {
  dryRun: boolean;
  /** Deals that match nobody make leads. */
  create: boolean;
  /** Deals from before their person's first lead are left out; else the upload is refused for them. */
  skipOlder: boolean;
}

export const api = {
  stored: (key: string, days: Range, signal: AbortSignal): Promise<Result<SpendList>> =>
    settle(site.spend.$get({ param: { site: key }, query: { ...days } }, { init: { signal } }), json<SpendList>),
  uploads: (key: string, signal: AbortSignal): Promise<Result<SpendUploads>> =>
    settle(site.spend.uploads.$get({ param: { site: key } }, { init: { signal } }), json<SpendUploads>),
  takeBack: (key: string, upload: number): Promise<Result<null>> =>
    settle(site.spend.uploads[':upload'].$delete({ param: { site: key, upload: String(upload) } }), async () => null),
  /** One cost that comes in no file. */
  enter: (key: string, row: SpendRow): Promise<Result<SpendAnswer>> =>
    settle(
      site.spend.$post(
        { param: { site: key }, query: {} },
        {
          headers: { 'content-type': 'application/json' },
          init: { body: JSON.stringify({ origin: BY_HAND, rows: [row] }) },
        },
      ),
      json<SpendAnswer>,
    ),
  /** A CRM's export of deals, byte for byte. */
  crm: (key: string, file: File, { dryRun, create, skipOlder }: CrmOptions): Promise<Result<CrmAnswer>> => {
    const query = {
      ...(dryRun && { dryRun: '1' as const }),
      ...(create && { unmatched: 'create' as const }),
      ...(skipOlder && { older: 'skip' as const }),
    };
    const headers = { 'content-type': 'application/octet-stream' };
    return settle(site.crm.$post({ param: { site: key }, query }, { headers, init: { body: file } }), json<CrmAnswer>);
  },
};
