/**
 * Calls from our side to any of a person's numbers, by the contacts they left them in, but to none that is another's too:
 * of two who share a number, one of whom was split off, the calls are the other's.
 */
export const callsToPerson = (sql: SqlStorage, contacts: readonly string[]): string[] =>
  sql
    .exec<{ id: string }>(
      `SELECT id FROM calls WHERE direction = 'out' AND phone IN (
         SELECT phone FROM contact_details WHERE id IN (SELECT value FROM json_each(?1)) AND phone <> '')
       AND NOT EXISTS (
         SELECT 1 FROM identities WHERE key = 'phone:' || phone AND contact NOT IN (SELECT value FROM json_each(?1)))`,
      JSON.stringify(contacts),
    )
    .toArray()
    .map(({ id }) => id);
