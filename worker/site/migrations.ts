import type { Migration } from '../migrate.ts';

/**
 * Triggers by which a table's changes come into `book_changes`, as changes of a contact or of a sale. Not by INSERT OR
 * IGNORE: in a trigger the clause of the statement that fired it holds instead.
 */
const noticed = (table: string, of: 'contact' | 'sale', ...columns: string[]): string => {
  const notice = (row: 'old' | 'new'): string =>
    columns
      .map(
        (column) => `INSERT INTO book_changes (of, id) SELECT '${of}', ${row}.${column}
        WHERE NOT EXISTS (SELECT 1 FROM book_changes WHERE of = '${of}' AND id = ${row}.${column});`,
      )
      .join(' ');
  return `
  CREATE TRIGGER ${table}_added AFTER INSERT ON ${table} BEGIN ${notice('new')} END;
  CREATE TRIGGER ${table}_changed AFTER UPDATE ON ${table} BEGIN ${notice('old')} ${notice('new')} END;
  CREATE TRIGGER ${table}_removed AFTER DELETE ON ${table} BEGIN ${notice('old')} END;`;
};

/** The Site object's schema, step by step. Append only. Tables are integer-keyed or WITHOUT ROWID: an index is a row too. */
export const SITE_MIGRATIONS: readonly Migration[] = [
  `
  CREATE TABLE settings (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    body TEXT NOT NULL
  );

  -- The ad dictionary: the id is what every other table uses.
  CREATE TABLE ads (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL, medium TEXT NOT NULL, campaign TEXT NOT NULL, content TEXT NOT NULL, term TEXT NOT NULL,
    system TEXT NOT NULL, campaign_id TEXT NOT NULL, group_id TEXT NOT NULL, ad_id TEXT NOT NULL,
    channel TEXT NOT NULL, rule TEXT NOT NULL,
    UNIQUE (source, medium, campaign, content, term, system, campaign_id, group_id, ad_id)
  );

  -- One row a visit. Times inside (pages, forms) are ms since the visit's start, so a wrong clock moves the start alone.
  -- What reports group by and sum stands first: SQLite reads a row only as far as it must. The facts are those of pages
  -- and forms, which stand behind them.
  CREATE TABLE visits (
    id TEXT PRIMARY KEY,
    day INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    ad INTEGER NOT NULL,
    new_visitors INTEGER NOT NULL,
    bounces INTEGER NOT NULL,
    page_count INTEGER NOT NULL,
    form_seen INTEGER NOT NULL,
    form_started INTEGER NOT NULL,
    form_submitted INTEGER NOT NULL,
    lead_visits INTEGER NOT NULL,
    device TEXT NOT NULL,
    country TEXT NOT NULL,
    landing TEXT NOT NULL,
    visitor TEXT NOT NULL,
    pages TEXT NOT NULL,
    forms TEXT NOT NULL,
    country_from TEXT NOT NULL,
    language TEXT NOT NULL,
    url TEXT NOT NULL,
    referrer TEXT NOT NULL
  ) WITHOUT ROWID;

  -- A visitor's visits in order of time.
  CREATE TABLE visitor_visits (
    visitor TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    visit TEXT NOT NULL,
    ad INTEGER NOT NULL,
    PRIMARY KEY (visitor, started_at, visit)
  ) WITHOUT ROWID;

  -- Visits whose id is more than an hour off their start, so that a range of days is a range of ids for all others.
  CREATE TABLE stray_visits (
    id TEXT PRIMARY KEY,
    started_at INTEGER NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE cube (
    day INTEGER NOT NULL,
    ad INTEGER NOT NULL,
    visits INTEGER NOT NULL,
    new_visitors INTEGER NOT NULL,
    bounces INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    form_seen INTEGER NOT NULL,
    form_started INTEGER NOT NULL,
    form_submitted INTEGER NOT NULL,
    lead_visits INTEGER NOT NULL,
    PRIMARY KEY (day, ad)
  ) WITHOUT ROWID;

  -- Whole months of the cube, summed once they are over, so that a year is read as twelve months and not as 365 days.
  -- From then on a late hit moves the month's cell with the day's.
  CREATE TABLE cube_months (
    month INTEGER NOT NULL,
    ad INTEGER NOT NULL,
    visits INTEGER NOT NULL,
    new_visitors INTEGER NOT NULL,
    bounces INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    form_seen INTEGER NOT NULL,
    form_started INTEGER NOT NULL,
    form_submitted INTEGER NOT NULL,
    lead_visits INTEGER NOT NULL,
    PRIMARY KEY (month, ad)
  ) WITHOUT ROWID;
  CREATE TABLE rolled_months (month INTEGER PRIMARY KEY);

  -- What visits were like, by one dimension at a time, summed once a day is over. A late hit strikes its day off
  -- rolled_days, and it is read from the raw rows until it is rolled again.
  CREATE TABLE daily (
    dimension TEXT NOT NULL,
    day INTEGER NOT NULL,
    value TEXT NOT NULL,
    visits INTEGER NOT NULL,
    new_visitors INTEGER NOT NULL,
    bounces INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    form_seen INTEGER NOT NULL,
    form_started INTEGER NOT NULL,
    form_submitted INTEGER NOT NULL,
    lead_visits INTEGER NOT NULL,
    PRIMARY KEY (dimension, day, value)
  ) WITHOUT ROWID;
  CREATE TABLE rolled_days (day INTEGER PRIMARY KEY);

  -- A lead is its earliest contact: the rows where id = lead. Credit is kept for each model that takes one touch.
  CREATE TABLE contacts (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    day INTEGER NOT NULL,
    lead_day INTEGER NOT NULL,
    last_click_ad INTEGER NOT NULL,
    last_non_direct_ad INTEGER NOT NULL,
    first_click_ad INTEGER NOT NULL,
    lead TEXT NOT NULL,
    visit TEXT NOT NULL,
    visitor TEXT NOT NULL,
    kind TEXT NOT NULL,
    form TEXT NOT NULL,
    variant TEXT NOT NULL,
    last_click_visit TEXT NOT NULL,
    last_non_direct_visit TEXT NOT NULL,
    first_click_visit TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX contacts_by_day ON contacts (day);
  CREATE INDEX contacts_by_visitor ON contacts (visitor);
  CREATE INDEX contacts_by_lead ON contacts (lead);

  -- Personal data lives here and nowhere else.
  CREATE TABLE contact_details (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE identities (
    key TEXT NOT NULL,
    contact TEXT NOT NULL,
    PRIMARY KEY (key, contact)
  ) WITHOUT ROWID;
  CREATE INDEX identities_by_contact ON identities (contact);

  CREATE TABLE spend_keys (
    id INTEGER PRIMARY KEY,
    origin TEXT NOT NULL,
    key TEXT NOT NULL,
    system TEXT NOT NULL,
    source TEXT NOT NULL, medium TEXT NOT NULL,
    campaign TEXT NOT NULL, campaign_id TEXT NOT NULL,
    ad_group TEXT NOT NULL, group_id TEXT NOT NULL,
    ad TEXT NOT NULL, ad_id TEXT NOT NULL,
    UNIQUE (origin, key)
  );

  -- cost in 1/10 000 of the site's currency; amount, currency and rate as uploaded where it was another.
  CREATE TABLE spend (
    day INTEGER NOT NULL,
    key INTEGER NOT NULL,
    cost INTEGER NOT NULL,
    impressions INTEGER NOT NULL,
    clicks INTEGER NOT NULL,
    amount INTEGER,
    currency TEXT,
    rate TEXT,
    period_from INTEGER,
    period_to INTEGER,
    PRIMARY KEY (day, key)
  ) WITHOUT ROWID;
  -- The same by month: an upload that changes a day writes its month anew.
  CREATE TABLE spend_months (
    month INTEGER NOT NULL,
    key INTEGER NOT NULL,
    cost INTEGER NOT NULL,
    impressions INTEGER NOT NULL,
    clicks INTEGER NOT NULL,
    PRIMARY KEY (month, key)
  ) WITHOUT ROWID;

  CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY,
    via TEXT NOT NULL,
    target TEXT NOT NULL,
    event TEXT NOT NULL,
    contact TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    error TEXT NOT NULL
  );
  `,
  `
  -- Tracking numbers. One without a pool is static: a call to it is credited to what it states. A removed one keeps its
  -- row, for its calls do.
  CREATE TABLE numbers (
    number TEXT PRIMARY KEY,
    pool TEXT NOT NULL,
    name TEXT NOT NULL,
    source TEXT NOT NULL, medium TEXT NOT NULL, campaign TEXT NOT NULL, content TEXT NOT NULL, term TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    removed_at INTEGER
  ) WITHOUT ROWID;

  -- Who held which number from when to when. While a lease lives, its end is a bound that is moved on before it is
  -- reached: heartbeats stay in memory.
  CREATE TABLE leases (
    number TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    visitor TEXT NOT NULL,
    until INTEGER NOT NULL,
    PRIMARY KEY (number, started_at, visitor)
  ) WITHOUT ROWID;
  -- Visitors who found no free number, by pool and hour (hours since 1970, UTC); of them, those who were lent one yet in
  -- the same visit, and so stand among the leases too.
  CREATE TABLE lease_misses (
    pool TEXT NOT NULL,
    hour INTEGER NOT NULL,
    misses INTEGER NOT NULL,
    served INTEGER NOT NULL,
    PRIMARY KEY (pool, hour)
  ) WITHOUT ROWID;

  -- tel: links tapped stand in the visit's row; here they are found by number and time. time is ms since 1970.
  ALTER TABLE visits ADD COLUMN taps TEXT NOT NULL DEFAULT '[]';
  CREATE TABLE taps (
    number TEXT NOT NULL,
    time INTEGER NOT NULL,
    visit TEXT NOT NULL,
    visitor TEXT NOT NULL,
    PRIMARY KEY (number, time, visit)
  ) WITHOUT ROWID;

  -- A visit that saw no tracking number.
  ALTER TABLE visits ADD COLUMN untracked_visits INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE cube ADD COLUMN untracked_visits INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE cube_months ADD COLUMN untracked_visits INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE daily ADD COLUMN untracked_visits INTEGER NOT NULL DEFAULT 0;
  UPDATE cube SET untracked_visits = visits;
  UPDATE cube_months SET untracked_visits = visits;
  UPDATE daily SET untracked_visits = visits;

  -- Calls as the providers reported them, both directions: the merged state of their events, and the events themselves.
  CREATE TABLE calls (
    id TEXT PRIMARY KEY,
    provider TEXT NOT NULL,
    call_id TEXT NOT NULL,
    direction TEXT NOT NULL,
    tracking TEXT NOT NULL,
    phone TEXT NOT NULL,
    ringing_at INTEGER NOT NULL,
    answered_at INTEGER,
    ended_at INTEGER,
    talk_seconds INTEGER,
    status TEXT NOT NULL,
    recording TEXT NOT NULL,
    told INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX calls_by_time ON calls (ringing_at);
  CREATE INDEX calls_by_number ON calls (tracking, ringing_at);
  CREATE INDEX calls_by_phone ON calls (phone, ringing_at);
  CREATE TABLE call_events (
    call TEXT NOT NULL,
    digest TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (call, digest)
  ) WITHOUT ROWID;

  -- An inbound call is a contact. share, in millionths, is the probability that it was this visitor's; where several
  -- could be meant, the others stand in contact_candidates. What reports sum stands first.
  CREATE TABLE contacts_2 (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    day INTEGER NOT NULL,
    lead_day INTEGER NOT NULL,
    last_click_ad INTEGER NOT NULL,
    last_non_direct_ad INTEGER NOT NULL,
    first_click_ad INTEGER NOT NULL,
    share INTEGER NOT NULL,
    calls INTEGER NOT NULL,
    answered_calls INTEGER NOT NULL,
    missed_calls INTEGER NOT NULL,
    first_time_callers INTEGER NOT NULL,
    talk_time INTEGER NOT NULL,
    lead TEXT NOT NULL,
    visit TEXT NOT NULL,
    visitor TEXT NOT NULL,
    kind TEXT NOT NULL,
    form TEXT NOT NULL,
    variant TEXT NOT NULL,
    last_click_visit TEXT NOT NULL,
    last_non_direct_visit TEXT NOT NULL,
    first_click_visit TEXT NOT NULL
  ) WITHOUT ROWID;
  INSERT INTO contacts_2 SELECT id, at, day, lead_day, last_click_ad, last_non_direct_ad, first_click_ad, 1000000, 0, 0, 0, 0, 0,
    lead, visit, visitor, kind, form, variant, last_click_visit, last_non_direct_visit, first_click_visit FROM contacts;
  DROP TABLE contacts;
  ALTER TABLE contacts_2 RENAME TO contacts;
  CREATE INDEX contacts_by_day ON contacts (day);
  CREATE INDEX contacts_by_visitor ON contacts (visitor);
  CREATE INDEX contacts_by_lead ON contacts (lead);

  CREATE TABLE contact_candidates (
    contact TEXT NOT NULL,
    visitor TEXT NOT NULL,
    visit TEXT NOT NULL,
    share INTEGER NOT NULL,
    last_click_ad INTEGER NOT NULL,
    last_non_direct_ad INTEGER NOT NULL,
    first_click_ad INTEGER NOT NULL,
    last_click_visit TEXT NOT NULL,
    last_non_direct_visit TEXT NOT NULL,
    first_click_visit TEXT NOT NULL,
    PRIMARY KEY (contact, visitor, visit)
  ) WITHOUT ROWID;
  CREATE INDEX contact_candidates_by_visitor ON contact_candidates (visitor);
  `,
  `
  -- Contacts and calls whose person was erased. Their rows stay, for reports count them; nothing that comes later brings
  -- their words back.
  CREATE TABLE erased (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL
  ) WITHOUT ROWID;
  -- Visits of days before this one are kept as sums only; from_time is when that day began (ms since 1970).
  CREATE TABLE sealed (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    before INTEGER NOT NULL,
    from_time INTEGER NOT NULL
  );
  `,
  `
  -- Suspects: contacts that look like a program's, whole, until they are released or deleted. What was deleted has no
  -- submission any more, and goes on counting as a suspect.
  CREATE TABLE quarantine (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    day INTEGER NOT NULL,
    ad INTEGER NOT NULL,
    landing TEXT NOT NULL,
    device TEXT NOT NULL,
    country TEXT NOT NULL,
    form TEXT NOT NULL,
    variant TEXT NOT NULL,
    visit TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reasons TEXT NOT NULL,
    submission TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX quarantine_by_day ON quarantine (day);
  CREATE INDEX quarantine_by_time ON quarantine (at, id) WHERE submission <> '';
  CREATE INDEX quarantine_by_visit ON quarantine (visit) WHERE submission <> '';
  `,
  `
  -- Calls that visitors asked for and that are ordered from a telephony provider: when each was promised, and what became
  -- of the order. due_at is when somebody has to look again, call the call (of calls) that the provider named. Whom to
  -- ring stands with the contact. Times are ms since 1970.
  CREATE TABLE callbacks (
    contact TEXT PRIMARY KEY,
    promised_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    due_at INTEGER,
    attempts INTEGER NOT NULL,
    ordered_at INTEGER,
    call TEXT NOT NULL,
    reason TEXT NOT NULL,
    error TEXT NOT NULL,
    handed_over_at INTEGER,
    origin TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX callbacks_by_due ON callbacks (due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX callbacks_by_promise ON callbacks (promised_at);
  CREATE INDEX callbacks_by_call ON callbacks (call) WHERE call <> '';
  `,
  `
  -- What people state about leads: stage, owner, opportunity value, product, action, note. Each refers to a contact, so
  -- that leads can be derived anew; what was stated later (at, then id) stands. value is a stage, a name, an amount in
  -- 1/10 000, an action's id or a text; origin is '' for people, else the CRM it came from.
  CREATE TABLE lead_log (
    id TEXT PRIMARY KEY,
    contact TEXT NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    reason TEXT NOT NULL,
    stated_by TEXT NOT NULL,
    origin TEXT NOT NULL,
    recorded_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX lead_log_by_contact ON lead_log (contact);

  -- Sales, in 1/10 000 of the site's currency; amount, currency and rate as stated where it was another. lead, person (its
  -- earliest contact), kind (new, repeat, returned), first_of_lead, lead_day and cohort_profit (of a customer's first sale:
  -- the profit of all of theirs) are derived.
  CREATE TABLE sales (
    id TEXT PRIMARY KEY,
    contact TEXT NOT NULL,
    day INTEGER NOT NULL,
    revenue INTEGER NOT NULL,
    profit INTEGER NOT NULL,
    units INTEGER NOT NULL,
    product TEXT NOT NULL,
    amount INTEGER,
    currency TEXT,
    rate TEXT,
    stated_by TEXT NOT NULL,
    origin TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    lead TEXT NOT NULL DEFAULT '',
    lead_day INTEGER NOT NULL DEFAULT 0,
    person TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT '',
    first_of_lead INTEGER NOT NULL DEFAULT 0,
    cohort_profit INTEGER
  ) WITHOUT ROWID;
  CREATE INDEX sales_by_contact ON sales (contact);
  CREATE INDEX sales_by_lead ON sales (lead);
  CREATE INDEX sales_by_day ON sales (day);

  -- Two contacts that people say are one lead; and contacts that people say are somebody else's than their phone or
  -- e-mail tells.
  CREATE TABLE merges (
    id TEXT PRIMARY KEY,
    contact TEXT NOT NULL,
    other TEXT NOT NULL,
    at INTEGER NOT NULL,
    stated_by TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX merges_by_contact ON merges (contact);
  CREATE INDEX merges_by_other ON merges (other);
  CREATE TABLE splits (
    contact TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    stated_by TEXT NOT NULL
  ) WITHOUT ROWID;

  -- Leads as they follow from contacts, what was stated, and calls: derived, a row a lead. Days at the site on which each
  -- stage was reached, NULL where it was not. actions is JSON, by action the first day. Money in 1/10 000. due_at is by
  -- when somebody is to have answered, responded_at when somebody first did (ms since 1970).
  CREATE TABLE leads (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    day INTEGER NOT NULL,
    stage TEXT NOT NULL,
    owner TEXT NOT NULL,
    product TEXT NOT NULL,
    loss_reason TEXT NOT NULL,
    value INTEGER NOT NULL,
    mql_day INTEGER,
    sql_day INTEGER,
    opportunity_day INTEGER,
    won_day INTEGER,
    lost_day INTEGER,
    due_at INTEGER,
    responded_at INTEGER,
    actions TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX leads_by_time ON leads (at);
  CREATE INDEX leads_unanswered ON leads (due_at) WHERE due_at IS NOT NULL AND responded_at IS NULL;

  -- 1 for every contact of a lead whose stage is spam: derived. stated_ad: the source of a contact that no visit brought
  -- and that was entered by hand.
  ALTER TABLE contacts ADD COLUMN spam INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE contacts ADD COLUMN stated_ad INTEGER;

  -- Of what a form's contact says, what figures follow from, kept where erasing does not reach: when it asks to be called
  -- (ms since 1970), and the stage that its form's leads start in.
  ALTER TABLE contacts ADD COLUMN wanted INTEGER;
  ALTER TABLE contacts ADD COLUMN starting_stage TEXT NOT NULL DEFAULT 'new';
  UPDATE contacts SET wanted = body ->> '$.wanted', starting_stage = coalesce(body ->> '$.stage', 'new')
    FROM contact_details WHERE contact_details.id = contacts.id AND body <> '';

  -- The touches before a contact (visitor and visit as in contacts or contact_candidates), where there are several, for
  -- the models that share a credit out: derived. path is JSON, [[ad, started_at, direct, visit], …] in order of time; of
  -- more than 50 the first and the last 49.
  CREATE TABLE contact_paths (
    contact TEXT NOT NULL,
    visitor TEXT NOT NULL,
    visit TEXT NOT NULL,
    path TEXT NOT NULL,
    PRIMARY KEY (contact, visitor, visit)
  ) WITHOUT ROWID;

  -- Conversations: calls from our side that were answered, with the lead they are of: derived, '' where it is nobody's.
  ALTER TABLE calls ADD COLUMN lead TEXT NOT NULL DEFAULT '';

  -- What was told of unanswered leads: how many steps.
  CREATE TABLE escalations (
    lead TEXT PRIMARY KEY,
    steps INTEGER NOT NULL,
    at INTEGER NOT NULL
  ) WITHOUT ROWID;
  `,
  `
  -- What a row of spend was paid for (ad, marketing, sales) belongs to its key; whom it was paid to does not.
  ALTER TABLE spend_keys ADD COLUMN kind TEXT NOT NULL DEFAULT 'ad';
  ALTER TABLE spend ADD COLUMN agency TEXT NOT NULL DEFAULT '';

  -- Uploads of spend, cost in 1/10 000 of the site's currency. at is ms since 1970, days as in spend; added, changed and
  -- removed are rows of spend (a key and day).
  CREATE TABLE spend_uploads (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    stated_by TEXT NOT NULL,
    origin TEXT NOT NULL,
    file TEXT NOT NULL,
    rows INTEGER NOT NULL,
    cost INTEGER NOT NULL,
    from_day INTEGER NOT NULL,
    to_day INTEGER NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    removed INTEGER NOT NULL
  );
  -- How it was before each of the newest uploads: changes is JSON, some thousand of them a row, so that to remember an
  -- upload costs few rows. of is 'rows' ([day, key, what stood there or null]) or 'keys' ([key, its names or null]).
  CREATE TABLE spend_undo (
    upload INTEGER NOT NULL,
    of TEXT NOT NULL,
    part INTEGER NOT NULL,
    changes TEXT NOT NULL,
    PRIMARY KEY (upload, of, part)
  ) WITHOUT ROWID;
  `,
  `
  -- Plans: a target for a metric over a period and a scope, '' for the whole site, else a report's condition; folded is
  -- the scope in lower case. target in 1/10 000 of the metric's unit, ratios in millionths; tolerance a fraction of the
  -- target, NULL for the default.
  CREATE TABLE plans (
    id TEXT PRIMARY KEY,
    metric TEXT NOT NULL,
    period TEXT NOT NULL,
    scope TEXT NOT NULL,
    folded TEXT NOT NULL,
    target INTEGER NOT NULL,
    owner TEXT NOT NULL,
    model TEXT NOT NULL,
    basis TEXT NOT NULL,
    tolerance REAL,
    stated_by TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    UNIQUE (metric, folded, period)
  ) WITHOUT ROWID;

  -- Why a plan's fact is what it is.
  CREATE TABLE plan_notes (
    plan TEXT NOT NULL,
    id TEXT NOT NULL,
    text TEXT NOT NULL,
    reason TEXT NOT NULL,
    stated_by TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    PRIMARY KEY (plan, id)
  ) WITHOUT ROWID;
  `,
  `
  -- Of news that a lead is unanswered: the how manieth time it is told; 0 of all other news.
  ALTER TABLE deliveries ADD COLUMN step INTEGER NOT NULL DEFAULT 0;
  `,
  `
  -- The answer to the NPS question, 0 to 10: kept where erasing does not reach, for it is counted.
  ALTER TABLE contacts ADD COLUMN score INTEGER;
  UPDATE contacts SET score = (
    SELECT CAST(body ->> '$.fields.score' AS INTEGER) FROM contact_details WHERE contact_details.id = contacts.id
      AND body ->> '$.fields.score' IN ('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10')
  ) WHERE kind = 'nps';
  `,
  `
  -- Whose time to answer was asked for: few.
  CREATE INDEX contacts_wanted ON contacts (lead) WHERE wanted IS NOT NULL;
  `,
  `
  -- Whether a customer bought in a period.
  CREATE INDEX sales_by_person ON sales (person, day);
  `,
  `
  -- Who was told of a contact, of what and when, once the target has taken it.
  CREATE TABLE told (
    contact TEXT NOT NULL,
    event TEXT NOT NULL,
    step INTEGER NOT NULL,
    via TEXT NOT NULL,
    target TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (contact, event, step, via, target)
  ) WITHOUT ROWID;
  `,
  `
  -- Of which contacts and sales something has changed since the reports' book of leads read them. Triggers write it, in
  -- the transaction of the change and whoever makes it, so that the book cannot miss one. Who makes one of these tables
  -- anew must make its triggers anew.
  CREATE TABLE book_changes (
    of TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (of, id)
  ) WITHOUT ROWID;
  ${[
    noticed('contacts', 'contact', 'id', 'lead'),
    noticed('contact_candidates', 'contact', 'contact'),
    noticed('contact_paths', 'contact', 'contact'),
    noticed('leads', 'contact', 'id'),
    noticed('sales', 'sale', 'id'),
  ].join('')}`,
  `
  -- Hosts whose pages have asked for the script (kind script) or were refused (refused); ms since 1970. Nothing of visitors.
  CREATE TABLE sightings (
    kind TEXT NOT NULL,
    host TEXT NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (kind, host)
  ) WITHOUT ROWID;
  `,
];
