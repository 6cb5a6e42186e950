/** What core's one attempt at sending and the outbox's many agree on. */

/** No answer within this time is a dead network. */
export const PATIENCE = 10_000;

/** Who sends an entry has it to itself for so long, which is longer than an attempt can last. */
export const CLAIM = PATIENCE + 2_000;

/** Whether that was the worker's last word. Anything else is tried again: 408, 429, 5xx, a dead network. */
export const isFinal = (response: Response | undefined): response is Response =>
  !!response && response.status < 500 && response.status !== 408 && response.status !== 429;
