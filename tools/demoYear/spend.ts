import { addDays } from '../../dashboard/days.ts';
import type { SpendRow } from '../../shared/spend.ts';
import type { Random } from './random.ts';
import { SOURCES } from './sources.ts';

/** What the year's advertising cost, month by month, as the ad systems' files and the bookkeeper's list would say. */

export interface SpendFile {
  origin: string;
  file: string;
  rows: SpendRow[];
}

const NAMES: Record<string, string> = { google: 'Google Ads', meta: 'Meta Ads', linkedin: 'LinkedIn Ads' };

/** A trial that nobody has tagged: it cost, and no visit tells that it came of it. */
const TRIAL = { system: 'tiktok', campaign: 'Тест — Розпаковка мікроскопа', days: 35, cost: 640 } as const;

interface Asked {
  random: Random;
  /** The year's first day, and the last one that is over. */
  from: string;
  to: string;
  /** Visits of each paid source by day: `${index of the source} ${day}`. */
  clicks: ReadonlyMap<string, number>;
  /** Of the company's full size: what does not grow with clicks grows with this. */
  scale: number;
}

const endOfMonth = (day: string): string => {
  let last = day;
  while (addDays(last, 1).slice(0, 7) === day.slice(0, 7)) last = addDays(last, 1);
  return last;
};

const daysFrom = (from: string, to: string): string[] => {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
};

export const makeSpend = ({ random, from, to, clicks, scale }: Asked): SpendFile[] => {
  const files = new Map<string, SpendFile>();
  const add = (origin: string, name: string, month: string, row: SpendRow): void => {
    const file = `${name} ${month}.csv`;
    const known = files.get(file) ?? { origin, file, rows: [] };
    known.rows.push(row);
    files.set(file, known);
  };
  const days = daysFrom(from, to);
  // In its last four weeks the remarketing's price doubled: somebody changed how it bids.
  const changed = addDays(to, -28);

  for (const [index, { paid }] of SOURCES.entries()) {
    if (!paid) continue;
    const { click, ctr, ...names } = paid;
    for (const [place, day] of days.entries()) {
      const visits = clicks.get(`${index} ${day}`) ?? 0;
      if (visits === 0) continue;
      const bought = Math.round(visits * 1.07 + random.next());
      const grown = 0.92 + (0.16 * place) / days.length;
      const doubled = paid.campaign.startsWith('КМС') && day > changed ? 2.1 : 1;
      add(`${paid.system}-ads`, NAMES[paid.system] ?? paid.system, day.slice(0, 7), {
        ...names,
        day,
        cost: (bought * click * grown * doubled * random.spread(0.1)).toFixed(2),
        clicks: bought,
        impressions: Math.round((bought / ctr) * random.spread(0.12)),
      });
    }
  }
  const { days: length, cost, ...trial } = TRIAL;
  for (const day of days.slice(-42, length - 42)) {
    add('tiktok-ads', 'TikTok Ads', day.slice(0, 7), {
      ...trial,
      day,
      cost: (scale * cost * random.spread(0.2)).toFixed(2),
      clicks: Math.round(scale * random.whole(30, 70)),
      impressions: Math.round(scale * random.whole(3_000, 8_000)),
    });
  }

  for (const month of new Set(days.map((day) => day.slice(0, 7)))) {
    const first = days.find((day) => day.startsWith(month)) as string;
    const last = endOfMonth(first) < to ? endOfMonth(first) : to;
    const share = (scale * daysFrom(first, last).length) / 30;
    const fee = (row: Omit<SpendRow, 'from' | 'to' | 'cost'>, cost: number): void =>
      add('fees', 'Витрати на маркетинг', month, { ...row, from: first, to: last, cost: (cost * share).toFixed(2) });
    fee({ kind: 'ad', source: 'labkatalog', medium: 'cpc', campaign: 'Розміщення' }, 4_800);
    fee({ kind: 'marketing', campaign: 'Ведення реклами', agency: 'Агенція «Північ»' }, 14_000);
    fee({ kind: 'marketing', source: 'newsletter', medium: 'email', campaign: 'Новинки місяця' }, 1_900);
    fee({ kind: 'sales', campaign: 'Зарплата відділу продажів' }, 66_000);
  }
  const fair = days[Math.floor(days.length * 0.55)] as string;
  add('fees', 'Витрати на маркетинг', fair.slice(0, 7), {
    kind: 'marketing',
    source: 'fair',
    medium: 'offline',
    campaign: 'Виставка «Лабораторія»',
    day: fair,
    cost: (scale * 96_000).toFixed(2),
  });
  return [...files.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
};
