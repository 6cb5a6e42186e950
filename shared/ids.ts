import { ID_LENGTH, ID_TIME_DIGITS } from './limits.ts';

/** Whether a text has the form of a visit's or a contact's id. */
export const ID_PATTERN = new RegExp(`^[0-9a-z]{${ID_LENGTH}}$`);

/** The moment (ms since 1970) that an id begins with. */
export const idTime = (id: string): number => Number.parseInt(id.slice(0, ID_TIME_DIGITS), 36);

/** The smallest id of a moment: ids of that moment and later are not below it. */
export const idFloor = (time: number): string =>
  Math.max(0, Math.floor(time)).toString(36).padStart(ID_TIME_DIGITS, '0');
