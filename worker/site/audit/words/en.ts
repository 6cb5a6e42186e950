import { daysOf, quoted, tenth, type Words } from './words.ts';

const QUOTES = ['“', '”'] as const;

export const en: Words = {
  why: {
    fewClicks: ({ evidence }) => `Clicks: ${evidence.clicks}. So few may well have brought no visit.`,
    otherSource: ({ who, evidence }) =>
      `Visits that name ${quoted([evidence.stated ?? ''], QUOTES)} came, but as of the source ${quoted(evidence.seen, QUOTES)}, which is not ${who}. Visits: ${evidence.visits}.`,
    otherMedium: ({ evidence }) =>
      `Spend is stated for the medium ${quoted([evidence.stated ?? ''], QUOTES)}, visits of the same source state ${quoted(evidence.seen, QUOTES)}. Visits: ${evidence.visits}.`,
    spelling: ({ evidence }) =>
      `Spend says ${quoted([evidence.stated ?? ''], QUOTES)}, links say ${quoted(evidence.seen, QUOTES)}: probably one name spelled in two ways. Visits: ${evidence.visits}.`,
    macro: ({ who, evidence }) =>
      `Visits of ${who} bring ${quoted(evidence.seen, QUOTES)} just as it was written, nothing was put in its place. Visits: ${evidence.visits}.`,
    idsForNames: ({ evidence }) =>
      `Links carry ids (${quoted(evidence.seen, QUOTES)}), the uploaded spend has names alone. Visits: ${evidence.visits}.`,
    namesForIds: ({ evidence }) =>
      `Links carry names (${quoted(evidence.seen, QUOTES)}), the uploaded spend has ids alone. Visits: ${evidence.visits}.`,
    noCampaign: ({ who, evidence }) =>
      `Paid visits of ${who} name no campaign: a click id such as gclid, or a source and medium, is all they bring. Visits: ${evidence.visits}.`,
    campaignTags: ({ evidence }) =>
      `Spend is known by ad, and links name the campaign alone. Visits: ${evidence.visits}.`,
    stopped: ({ evidence }) => `Its last visits came on ${evidence.lastDay}, before these days.`,
    otherNames: ({ who, evidence }) =>
      `Visits of ${who} name others: ${quoted(evidence.seen, QUOTES)}. Visits: ${evidence.visits}.`,
    notAnAd: () => 'Neither clicks nor impressions are stated of it: perhaps it is no ad, and no visit can come of it.',
    direct: ({ who, evidence: { perDay } }) =>
      `On days with spend of ${who} more Direct visits come, ${tenth(perDay?.withSpend)} a day, than on others, ${tenth(perDay?.without)}: the ads’ visits are probably among them.`,
    silent: ({ who }) => `Others of ${who} bring visits, this one brings none.`,
    untagged: ({ who, evidence }) =>
      `Visits from ${who} come without anything that marks them as paid. Visits: ${evidence.visits}.`,
    noVisits: ({ who }) => `No visit of ${who} came at all.`,
    noSpend: ({ who, evidence }) =>
      `Paid visits came, and no spend of ${who} was ever uploaded. Visits: ${evidence.visits}.`,
    noSpendThoseDays: ({ who, evidence }) =>
      `On the days of these visits no spend of ${who} is known at all: ${daysOf(evidence.days)}.`,
    noCost: ({ evidence }) => `Spend knows this ad, and it cost nothing in these days. Visits: ${evidence.visits}.`,
    notInSpend: ({ who, evidence }) =>
      `The uploaded spend of ${who} names no ${quoted(evidence.seen, QUOTES)}. Visits: ${evidence.visits}.`,
  },
  change: {
    fewClicks: () => 'Nothing yet: look again once there are more clicks.',
    otherSource: ({ evidence }) =>
      `Put utm_source=${evidence.source} into the links; or, if that source is always these ads, add it to the site’s sourceAliases as ${quoted([evidence.source ?? ''], QUOTES)}: visits from then on will join.`,
    otherMedium: () => 'State one medium, in the links and in the spend.',
    spelling: () => 'Write the name in the links as spend has it; better, let the tracking template put ids there.',
    macro: () =>
      'Paste the tracking template exactly as it is, where the ad system expects it: not every field takes macros, and each system knows its own alone.',
    idsForNames: () => 'Export the spend with its columns of campaign ids and ad ids, and upload it again.',
    namesForIds: () => 'Put ids into the links by the tracking template, or export the spend with names as well.',
    noCampaign: ({ who }) => `Set the tracking template of ${who}, for the whole account if it can be.`,
    campaignTags: () => 'Let the links carry the ad’s id as well, utm_content in the tracking template.',
    stopped: () => 'See whether the links or the landing page changed then, and whether the script still stands there.',
    otherNames: () =>
      'See which of them this spend paid for, and name it alike on both sides; better, let the tracking template put ids into the links.',
    notAnAd: ({ evidence }) =>
      `If it is a fee, a fair or a radio spot, upload it with the kind marketing: it counts in CAC then and not in cost per lead. If it has links, give them utm_source=${evidence.source}.`,
    direct: () => 'Paste the tracking template, and see that redirects on the way keep the parameters.',
    silent: () =>
      'See where its links lead, whether they carry the tracking parameters, and whether the script stands on that page.',
    untagged: () =>
      'Paste the tracking template. If nothing changes, see whether the script stands on the page that the ads lead to.',
    noVisits: () =>
      'See whether the script stands on the page that the ads lead to, whether its domain is among the site’s hosts, and whether redirects keep the parameters.',
    noSpend: () => 'Upload its spend; if these visits cost nothing, take the paid medium out of their links.',
    noSpendThoseDays: () => 'Upload the spend of these days.',
    noCost: () => 'See whether the ad was paused: copied links keep bringing visits. If it ran, upload its spend.',
    notInSpend: () =>
      'See whether another advertising account’s spend is missing, or the link is used outside of the ads.',
  },
  meaning: ({ spend, joined, coarse, unjoined, paidVisits, unexplained }, currency) =>
    `Of ${spend} ${currency} spent on ads, ${joined} found their visits, ${coarse} those of their campaign alone, and ${unjoined} cannot be judged. Of ${paidVisits} paid visits, ${unexplained} have no spend.`,
};
