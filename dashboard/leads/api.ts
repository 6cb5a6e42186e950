import type { LeadStory, LeadsAnswer, RecentContact, SuspectsAnswer } from '../../shared/leadStory.ts';
import type { LeadChange, NewLead, Sale, SaleEntry } from '../../shared/leads.ts';
import { client, json, type Result, settle } from '../api.ts';
import { filtersOf, type View } from './view.ts';

/** What the leads page asks. */

const site = client.sites[':site'];
const lead = site.leads[':lead'];
const nothing = async (): Promise<null> => null;

export interface ListAsk {
  site: string;
  view: View;
  /** Part of a phone, an e-mail or a name; '' for all that the view has. */
  search: string;
  /** Only leads older than this one. */
  before?: string;
  limit: number;
}

/** What somebody enters by hand: the moment and the id are the server's. */
export type EnteredLead = Pick<NewLead, 'fields' | 'consent'> & {
  source: { source: string; campaign?: string };
  owner?: string;
};

export const api = {
  list: ({ site: key, view, search, before, limit }: ListAsk, signal?: AbortSignal): Promise<Result<LeadsAnswer>> => {
    const page = before === undefined ? {} : { before };
    const init = signal ? { init: { signal } } : {};
    return search
      ? settle(
          site.leads.search.$post({ param: { site: key }, json: { q: search, limit, ...page } }, init),
          json<LeadsAnswer>,
        )
      : settle(
          site.leads.$get({ param: { site: key }, query: { ...filtersOf(view), ...page, limit: String(limit) } }, init),
          json<LeadsAnswer>,
        );
  },
  story: (key: string, id: string): Promise<Result<LeadStory>> =>
    settle(lead.$get({ param: { site: key, lead: id } }), json<LeadStory>),
  change: (key: string, id: string, change: LeadChange): Promise<Result<LeadStory>> =>
    settle(lead.$patch({ param: { site: key, lead: id }, json: change }), json<LeadStory>),
  takeBack: (key: string, id: string, entry: string): Promise<Result<null>> =>
    settle(lead.log[':entry'].$delete({ param: { site: key, lead: id, entry } }), nothing),
  sell: (key: string, id: string, sale: Sale): Promise<Result<SaleEntry>> =>
    settle(lead.sales.$post({ param: { site: key, lead: id }, json: sale }), json<SaleEntry>),
  removeSale: (key: string, id: string, sale: string): Promise<Result<null>> =>
    settle(lead.sales[':sale'].$delete({ param: { site: key, lead: id, sale } }), nothing),
  merge: (key: string, id: string, other: string): Promise<Result<{ lead: string; merge: string }>> =>
    settle(
      lead.merge.$post({ param: { site: key, lead: id }, json: { with: other } }),
      json<{ lead: string; merge: string }>,
    ),
  unmerge: (key: string, id: string, merge: string): Promise<Result<null>> =>
    settle(lead.merges[':merge'].$delete({ param: { site: key, lead: id, merge } }), nothing),
  split: (key: string, id: string, contact: string): Promise<Result<{ lead: string; split: string }>> =>
    settle(
      lead.split.$post({ param: { site: key, lead: id }, json: { contact } }),
      json<{ lead: string; split: string }>,
    ),
  unsplit: (key: string, id: string, contact: string): Promise<Result<null>> =>
    settle(lead.splits[':contact'].$delete({ param: { site: key, lead: id, contact } }), nothing),
  erase: (key: string, id: string): Promise<Result<null>> =>
    settle(lead.$delete({ param: { site: key, lead: id } }), nothing),
  person: (key: string, id: string): Promise<Result<Blob>> =>
    settle(lead.export.$get({ param: { site: key, lead: id } }), (response) => response.blob()),
  enter: (key: string, entered: EnteredLead): Promise<Result<{ lead: string; recent: RecentContact[] }>> =>
    settle(site.leads.$post({ param: { site: key }, json: entered }), json<{ lead: string; recent: RecentContact[] }>),
  suspects: (key: string, before: string): Promise<Result<SuspectsAnswer>> =>
    settle(site.quarantine.$get({ param: { site: key }, query: before ? { before } : {} }), json<SuspectsAnswer>),
  release: (key: string, contact: string): Promise<Result<null>> =>
    settle(site.quarantine[':contact'].release.$post({ param: { site: key, contact } }), nothing),
  deleteSuspect: (key: string, contact: string): Promise<Result<null>> =>
    settle(site.quarantine[':contact'].$delete({ param: { site: key, contact } }), nothing),
};
