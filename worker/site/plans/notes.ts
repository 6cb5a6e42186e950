import type { NewPlanNote, PlanNote } from '../../../shared/plans.ts';
import { randomText } from '../../keys.ts';
import { insertNote, type NoteRow, notesOf, readPlan } from './planStore.ts';

/** What is said of a plan: why its fact is what it is. */

/** More than anybody reads. */
const MOST_NOTES = 500;

export const toNote = ({ id, text, reason, stated_by, recorded_at }: NoteRow): PlanNote => ({
  note: id,
  text,
  reason,
  time: new Date(recorded_at).toISOString(),
  by: stated_by,
});

export type NoteResult =
  | { state: 'new' | 'known'; note: PlanNote }
  | { state: 'conflict' | 'none' }
  | { state: 'full'; most: number };

/** @param now ms since 1970 */
export const addNote = (
  sql: SqlStorage,
  plan: string,
  { note, by, now }: { note: NewPlanNote; by: string; now: number },
): NoteResult => {
  if (!readPlan(sql, plan)) return { state: 'none' };
  const { id = randomText(20), text, reason = '' } = note;
  const notes = notesOf(sql, plan);
  const standing = notes.find((one) => one.id === id);
  if (standing) {
    const same = standing.text === text && standing.reason === reason;
    return same ? { state: 'known', note: toNote(standing) } : { state: 'conflict' };
  }
  if (notes.length >= MOST_NOTES) return { state: 'full', most: MOST_NOTES };
  const row: NoteRow = { id, text, reason, stated_by: by, recorded_at: now };
  insertNote(sql, plan, row);
  return { state: 'new', note: toNote(row) };
};
