import type { Migration } from '../migrate.ts';

/** The Account object's schema, step by step. Append only. */
export const ACCOUNT_MIGRATIONS: readonly Migration[] = [
  `
  CREATE TABLE account (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    title TEXT NOT NULL,
    created_at INTEGER NOT NULL
  );
  -- Only the hash of a token is kept: SHA-256, hex. A token has 160 random bits, so a slow hash would add nothing.
  CREATE TABLE tokens (
    hash TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
  ) WITHOUT ROWID;
  CREATE TABLE sites (
    key TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  `,
  `
  -- Whose a tracking number (E.164) is: no two sites of an account have the same.
  CREATE TABLE numbers (
    number TEXT PRIMARY KEY,
    site TEXT NOT NULL
  ) WITHOUT ROWID;
  `,
  `
  CREATE TABLE people (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    personal_data INTEGER NOT NULL,
    created_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  -- Of invitations and sessions too only hashes are kept. An invitation opens one session, and is gone.
  CREATE TABLE invitations (
    hash TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    until INTEGER NOT NULL
  ) WITHOUT ROWID;
  -- Of a person, or of a token, by its hash: it ends with either.
  CREATE TABLE sessions (
    hash TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    token TEXT NOT NULL,
    until INTEGER NOT NULL
  ) WITHOUT ROWID;
  `,
];
