import type { HooksAnswer } from '../../shared/calls.ts';
import type { ChannelTrialAnswer } from '../../shared/channelTrial.ts';
import type { NewPerson, Person, Scope } from '../../shared/people.ts';
import type { ChannelRule } from '../../shared/settings.ts';
import { type Client, client, json, type Result, type SiteDetails, settle } from '../api.ts';

/** What the page of settings asks and changes. */

export type Change = Parameters<Client['sites'][':site']['$patch']>[0]['json'];

export interface TokenEntry {
  hash: string;
  label: string;
  scopes: Scope[];
  /** Ms since 1970. */
  createdAt: number;
}

const site = client.sites[':site'];
const nothing = async (): Promise<null> => null;

export const api = {
  change: (key: string, change: Change): Promise<Result<SiteDetails>> =>
    settle(site.$patch({ param: { site: key }, json: change }), json<SiteDetails>),
  tryRules: (key: string, channelRules: ChannelRule[], signal: AbortSignal): Promise<Result<ChannelTrialAnswer>> =>
    settle(
      site.channelRules.trial.$post({ param: { site: key }, json: { channelRules } }, { init: { signal } }),
      json<ChannelTrialAnswer>,
    ),
  hooks: (key: string, signal: AbortSignal): Promise<Result<HooksAnswer['hooks']>> =>
    settle(
      site.hooks.$get({ param: { site: key } }, { init: { signal } }),
      async (response) => (await json<HooksAnswer>(response)).hooks,
    ),
  people: (): Promise<Result<Person[]>> =>
    settle(client.people.$get(), async (response) => (await json<{ people: Person[] }>(response)).people),
  invite: (person: NewPerson): Promise<Result<Person & { link: string }>> =>
    settle(client.people.$post({ json: person }), json<Person & { link: string }>),
  changePerson: (person: string, change: Partial<NewPerson>): Promise<Result<Person>> =>
    settle(client.people[':person'].$patch({ param: { person }, json: change }), json<Person>),
  newLink: (person: string): Promise<Result<{ link: string }>> =>
    settle(client.people[':person'].invitation.$post({ param: { person } }), json<{ link: string }>),
  removePerson: (person: string): Promise<Result<null>> =>
    settle(client.people[':person'].$delete({ param: { person } }), nothing),
  tokens: (): Promise<Result<TokenEntry[]>> =>
    settle(client.tokens.$get(), async (response) => (await json<{ tokens: TokenEntry[] }>(response)).tokens),
  makeToken: (name: string, scopes: Scope[]): Promise<Result<{ token: string }>> =>
    settle(client.tokens.$post({ json: { name, scopes } }), json<{ token: string }>),
  revoke: (hash: string): Promise<Result<null>> =>
    settle(client.tokens[':hash{[0-9a-f]{64}}'].$delete({ param: { hash } }), nothing),
  exportAll: (key: string): Promise<Result<Blob>> =>
    settle(site.export.$get({ param: { site: key } }), (response) => response.blob()),
};
