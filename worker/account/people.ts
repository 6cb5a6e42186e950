import type { NewPerson, Person, Role } from '../../shared/people.ts';

/** The people of an account. */

const DAY = 86_400_000;
/** How long an invitation may lie unopened. */
export const INVITATION_DAYS = 7;

type PersonRow = { id: string; name: string; role: Role; personal_data: number; created_at: number; joined: number };

const SELECT = `SELECT id, name, role, personal_data, created_at,
  id NOT IN (SELECT person FROM invitations) AS joined FROM people`;

const personOf = (row: PersonRow): Person => ({
  person: row.id,
  name: row.name,
  role: row.role,
  personalData: row.personal_data === 1,
  createdTime: new Date(row.created_at).toISOString(),
  joined: row.joined === 1,
});

export const listPeople = (sql: SqlStorage): Person[] =>
  sql.exec<PersonRow>(`${SELECT} ORDER BY created_at, id`).toArray().map(personOf);

const personById = (sql: SqlStorage, id: string): Person | null =>
  sql.exec<PersonRow>(`${SELECT} WHERE id = ?`, id).toArray().map(personOf)[0] ?? null;

const isTaken = (sql: SqlStorage, name: string, but: string): boolean =>
  sql.exec('SELECT 1 FROM people WHERE name = ? AND id <> ?', name, but).toArray().length > 0;

/** Null where the name is taken. */
export const addPerson = (
  sql: SqlStorage,
  { id, person, invitation, now }: { id: string; person: NewPerson; invitation: string; now: number },
): Person | null => {
  const { name, role, personalData } = person;
  if (isTaken(sql, name, id)) return null;
  sql.exec(
    'INSERT INTO people (id, name, role, personal_data, created_at) VALUES (?, ?, ?, ?, ?)',
    id,
    name,
    role,
    personalData ? 1 : 0,
    now,
  );
  invite(sql, id, invitation, now);
  return personById(sql, id);
};

export const changePerson = (sql: SqlStorage, id: string, change: Partial<NewPerson>): Person | 'none' | 'taken' => {
  const before = personById(sql, id);
  if (!before) return 'none';
  const { name, role, personalData } = { ...before, ...change };
  if (isTaken(sql, name, id)) return 'taken';
  sql.exec(
    'UPDATE people SET name = ?, role = ?, personal_data = ? WHERE id = ?',
    name,
    role,
    personalData ? 1 : 0,
    id,
  );
  return personById(sql, id) as Person;
};

export const invite = (sql: SqlStorage, id: string, invitation: string, now: number): boolean => {
  if (!personById(sql, id)) return false;
  sql.exec('DELETE FROM invitations WHERE person = ?', id);
  sql.exec(
    'INSERT INTO invitations (hash, person, until) VALUES (?, ?, ?)',
    invitation,
    id,
    now + INVITATION_DAYS * DAY,
  );
  return true;
};

export const removePerson = (sql: SqlStorage, id: string): boolean => {
  for (const table of ['sessions', 'invitations']) sql.exec(`DELETE FROM ${table} WHERE person = ?`, id);
  return sql.exec('DELETE FROM people WHERE id = ?', id).rowsWritten > 0;
};
