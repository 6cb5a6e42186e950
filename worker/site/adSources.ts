import type { Source } from '../../shared/leadStory.ts';
import type { Dictionaries } from './report/report.ts';

/** Where an ad's touch came from, for people to read: campaign and ad as the ad system calls them, where spend knows. */
export type SourceOf = (ad: number) => Source;

const NO_SOURCE: Source = { channel: '', source: '', medium: '', campaign: '', content: '', term: '' };

export const sourcesOf = ({ entries, labels }: Pick<Dictionaries, 'entries' | 'labels'>): SourceOf => {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return (ad) => {
    const entry = byId.get(ad);
    if (!entry) return NO_SOURCE;
    // Source and medium stay the touch's own: of several touches of one ad a report names one.
    const { channel, source, medium, term } = entry;
    const { campaign, content } = labels.get(ad)?.name ?? entry;
    return { channel, source, medium, campaign, content, term };
  };
};
