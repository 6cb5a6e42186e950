import { ID_LENGTH, ID_TIME_DIGITS } from '../../shared/limits.ts';

/**
 * A new id of this moment, which has eight digits from 1972 to 2059: no clock outside of that opens an https page. 256
 * is no multiple of 36, which costs less than one bit of the 62.
 */
export const newId = (now: number): string =>
  crypto
    .getRandomValues(new Uint8Array(ID_LENGTH - ID_TIME_DIGITS))
    .reduce((id, byte) => id + (byte % 36).toString(36), now.toString(36));
