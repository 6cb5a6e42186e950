/**
 * Where a reader is, as the address says it: `/app/{site}/{page}/…?…`. An address can be sent to a colleague, who sees the
 * same. It holds no personal data and no secret.
 */

export const PAGES = ['overview', 'ads', 'leads', 'calls', 'forms', 'plan', 'spend', 'install', 'settings'] as const;
export type PageName = (typeof PAGES)[number];

export interface Place {
  /** Key of the site; '' until one is chosen. */
  site: string;
  /** '' for the first page that the reader may see. */
  page: PageName | '';
  /** What stands behind the page's name: a lead's id. */
  rest: string;
  /** The query, without its `?`. */
  query: string;
}

const BASE = '/app/';

/** What an address does not say, or says wrongly, is ''. */
export const readPlace = ({ pathname, search }: { pathname: string; search: string }): Place => {
  const [site = '', page = '', ...rest] = pathname.slice(BASE.length).split('/');
  const known = PAGES.find((name) => name === page);
  return {
    site: /^[0-9a-z]{1,64}$/.test(site) ? site : '',
    page: known ?? '',
    rest: known ? decodeURIComponent(rest.join('/').replace(/%(?![0-9a-f]{2})/gi, '%25')) : '',
    query: search.replace(/^\?/, ''),
  };
};

export const addressOf = ({ site, page, rest, query }: Place): string => {
  const path = [site, page, rest && encodeURIComponent(rest)].filter(Boolean).join('/');
  return BASE + path + (query && `?${query}`);
};

/** A step to another place of the same site: what is not named is left behind, but for the site and the page. */
export const stepFrom = (from: Place, to: Partial<Place>): Place => ({
  site: from.site,
  page: from.page,
  rest: '',
  query: '',
  ...to,
});
