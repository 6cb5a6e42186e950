import { type Role, type Scope, scopesOfRole } from '../../shared/people.ts';

/** Who asks: a token, or a session that a token or an invitation began. */
export interface Asker {
  scopes: Scope[];
  /** The token's label or the person's name. */
  by: string;
  role: Role | null;
}

const DAY = 86_400_000;
/** A browser is asked to sign in again after this. */
export const SESSION_DAYS = 30;

const tokenAsker = (sql: SqlStorage, hash: string): Asker | null => {
  const [row] = sql
    .exec<{ scopes: string; label: string }>(
      'SELECT scopes, label FROM tokens WHERE hash = ? AND revoked_at IS NULL',
      hash,
    )
    .toArray();
  return row ? { scopes: row.scopes.split(',') as Scope[], by: row.label, role: null } : null;
};

const personAsker = (sql: SqlStorage, id: string): Asker | null => {
  const [row] = sql
    .exec<{ name: string; role: Role; personal_data: number }>(
      'SELECT name, role, personal_data FROM people WHERE id = ?',
      id,
    )
    .toArray();
  return row ? { scopes: scopesOfRole(row.role, row.personal_data === 1), by: row.name, role: row.role } : null;
};

/** @param hash of a token or of a session; null if it opens nothing, any more or at all */
export const askerOf = (sql: SqlStorage, hash: string, now: number): Asker | null => {
  const token = tokenAsker(sql, hash);
  if (token) return token;
  const [session] = sql
    .exec<{ person: string; token: string }>(
      'SELECT person, token FROM sessions WHERE hash = ? AND until > ?',
      hash,
      now,
    )
    .toArray();
  if (!session) return null;
  return session.token ? tokenAsker(sql, session.token) : personAsker(sql, session.person);
};

/** Must run in a transaction: an invitation opens one session and no more. */
export const beginSession = (
  sql: SqlStorage,
  opener: { token: string } | { invitation: string },
  session: string,
  now: number,
): boolean => {
  sql.exec('DELETE FROM sessions WHERE until <= ?', now);
  let person = '';
  let token = '';
  if ('token' in opener) {
    if (!tokenAsker(sql, opener.token)) return false;
    token = opener.token;
  } else {
    const [invitation] = sql
      .exec<{ person: string }>(
        'DELETE FROM invitations WHERE hash = ? AND until > ? RETURNING person',
        opener.invitation,
        now,
      )
      .toArray();
    if (!invitation) return false;
    person = invitation.person;
  }
  sql.exec(
    'INSERT INTO sessions (hash, person, token, until) VALUES (?, ?, ?, ?)',
    session,
    person,
    token,
    now + SESSION_DAYS * DAY,
  );
  return true;
};

export const endSession = (sql: SqlStorage, hash: string): void => {
  sql.exec('DELETE FROM sessions WHERE hash = ?', hash);
};
