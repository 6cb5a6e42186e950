import type { ReportRow } from '../shared/report.ts';
import type { Grouping } from './query.ts';

/** What a row is called. */
export interface RowName {
  /** The ad, or what else the rows are by; '' where it is not known. */
  title: string;
  /** The campaign, or the number of an ad that has no name. */
  under: string;
  channel?: string;
  /** Source and medium. */
  via: string;
}

export const rowName = ({ key, ad }: ReportRow, by: Grouping): RowName => {
  if (by !== 'ad' || !ad) return { title: key[by] ?? '', under: '', via: '' };
  // An ad that is known by its number alone is told apart by it, but recognised by its campaign.
  const nameless = ad.content === '' || ad.content === ad.adId;
  const title = nameless ? ad.campaign || ad.content || ad.source : ad.content;
  const under = nameless ? ad.content : ad.campaign;
  return {
    title,
    under: under === title ? '' : under,
    channel: ad.channel,
    via: [ad.source, ad.medium].filter(Boolean).join(' / '),
  };
};
