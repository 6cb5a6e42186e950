/**
 * Limits both sides of the wire keep. Free of dependencies: the page's core script imports this file.
 * Lengths are in UTF-16 code units, sizes in bytes, times in milliseconds.
 */

/** Largest body of one POST from a page; browsers allow 64 KiB to all keepalive requests together. */
export const MAX_BODY = 61_440;
/** Hits in one batch. */
export const MAX_HITS = 50;
/** A landing URL or a referrer, reduced to what matters. */
export const MAX_URL = 2_000;
/** The path of a page seen. */
export const MAX_PATH = 500;
/** A short text: a name, an id of a form, a title. */
export const MAX_NAME = 200;
/** What a visitor wrote in one field. */
export const MAX_TEXT = 5_000;
/** The fields of one contact, the standard ones included. */
export const MAX_FIELDS = 40;
/** Pages kept of one visit: the earliest ones. */
export const MAX_PAGES = 300;
/** Forms kept of one visit: the first by id. */
export const MAX_FORMS = 30;
/** Fields kept of one form in one visit: the first by name. */
export const MAX_FORM_FIELDS = 40;
/** The name of a form's field. */
export const MAX_FIELD_NAME = 64;

/** `tel:` links tapped that are kept of one visit: the earliest ones. */
export const MAX_TAPS = 20;
/** Lines one request may ask numbers for. */
export const MAX_LINES = 30;

/** A page that shows a leased number says so this often while somebody is there. */
export const HEARTBEAT = 2 * 60_000;
/** Two heartbeats may be lost before a page is taken for closed. */
export const HEARTBEAT_GRACE = 2.5 * HEARTBEAT;

/** A visit ends after this long with nothing seen. */
export const VISIT_IDLE = 30 * 60_000;
/** A visit ends when it is this old. */
export const VISIT_LENGTH = 24 * 3_600_000;
/** A clock no further behind than this is taken at its word. */
export const CLOCK_TOLERANCE = 5 * 60_000;
/** How long a visitor is known, and how late a hit may come. */
export const VISITOR_LIFE = 400 * 86_400_000;

/**
 * Ids of visits and contacts are 8 base-36 digits of their moment (ms since 1970, good until 2059) and 12 random
 * characters of the same alphabet, so that they sort by time.
 */
export const ID_TIME_DIGITS = 8;
export const ID_LENGTH = 20;

/**
 * The parameters of a landing URL or referrer that are kept: UTM, the ad systems' click ids, the ids that tracking
 * templates carry. Everything else in a query may be personal and never leaves the page.
 */
export const KEPT_PARAMETER =
  /^(utm_\w+|\w*cl(ick|k)?id|[gw]braid|gclsrc|gad_\w+|igsh(id)?|li_fat_id|rdt_cid|epik|sccid|_kx|mc_cid|awc|campaign_?id|ad_?(group_?)?id|gbid|banner_id|adset_id|creative|keyword)$/i;
