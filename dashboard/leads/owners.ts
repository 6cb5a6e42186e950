import type { Session } from '../../shared/people.ts';

/** Who a lead can be given to: whoever asks, the account's people, and whoever has it already. */
export const owners = ({ by, people }: Session, current: string): string[] => [
  ...new Set([by, ...people, current].filter(Boolean)),
];
