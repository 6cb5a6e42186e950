import * as v from 'valibot';
import { Name } from './hits.ts';

/** Who works with an account, and what they may do. */

/** What a token may do; `admin` may do everything. `settings` is of forms, numbers, rules: not of secrets, people, terms. */
export const SCOPES = ['report', 'leads', 'spend', 'settings', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** An owner may do everything; a marketer sees figures and sets forms and rules; a salesperson sees leads, and no money. */
export const ROLES = ['owner', 'marketer', 'sales'] as const;
export type Role = (typeof ROLES)[number];

export const scopesOfRole = (role: Role, personalData: boolean): Scope[] => {
  switch (role) {
    case 'owner':
      return ['admin'];
    case 'marketer':
      return ['report', 'spend', 'settings', ...(personalData ? (['leads'] as const) : [])];
    case 'sales':
      return ['leads'];
  }
};

export const may = (scopes: readonly Scope[], needed: Scope): boolean =>
  scopes.includes('admin') || scopes.includes(needed);

export const NewPerson = v.object({
  /** As leads name who answers for them: no two people of an account have the same. */
  name: Name,
  role: v.picklist(ROLES),
  /** Whether a marketer may see who the leads are. */
  personalData: v.optional(v.boolean(), false),
});
export const PersonChange = v.partial(v.object({ ...NewPerson.entries, personalData: v.boolean() }));
export type NewPerson = v.InferOutput<typeof NewPerson>;

export interface Person {
  person: string;
  name: string;
  role: Role;
  personalData: boolean;
  /** ISO 8601, UTC. */
  createdTime: string;
  /** Whether they have opened their invitation. */
  joined: boolean;
}

/** Who asks. */
export interface Session {
  account: string;
  /** The person's name, or the token's label. */
  by: string;
  /** null for a token, which has scopes alone. */
  role: Role | null;
  scopes: Scope[];
  /** Names of the people whom a lead can be given to. */
  people: string[];
}
