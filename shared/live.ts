/**
 * What `GET …/live` sends: that something has changed, never what. Whoever is told asks the API, which knows what they
 * may see.
 */
export const TOPICS = ['leads', 'calls', 'spend'] as const;
export type Topic = (typeof TOPICS)[number];

export interface Change {
  changed: Topic;
  /** Id of the lead's contact or of the call, where it is one. */
  id?: string;
}
