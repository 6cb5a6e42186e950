/** What a site's server knows of how it is installed: `GET /v1/sites/{site}/doctor`. */

/**
 * `done`: seen to work. `waiting`: nothing of it has been seen yet. `wrong`: something is to be mended. `off`: it is not
 * set up, or the server cannot know.
 */
export type CheckState = 'done' | 'waiting' | 'wrong' | 'off';

/** Each thing that is looked at, with all that can be said of it. */
export interface Findings {
  script: 'seen' | 'notSeen' | 'gone';
  hosts: 'own' | 'foreign' | 'notSeen';
  visits: 'recorded' | 'silent' | 'consent' | 'none';
  leads: 'recorded' | 'quarantined' | 'none';
  consent: 'notNeeded' | 'answered' | 'unanswered' | 'notSeen';
  numbers: 'none' | 'static' | 'lent' | 'notLent';
  calls: 'none' | 'reported' | 'silent';
  notify: 'none' | 'told' | 'failing' | 'nothing';
}

export type CheckName = keyof Findings;

export interface Check<Name extends CheckName = CheckName> {
  check: Name;
  state: CheckState;
  finding: Findings[Name];
  /** When it last happened, or since when it fails: ISO 8601, UTC. */
  time?: string;
  /** Hosts of pages that the finding is about. */
  hosts?: string[];
  /** In the receiver's own words, why it failed. */
  error?: string;
}

export interface DoctorAnswer {
  /** In the order in which they come to work. */
  checks: Check[];
}
