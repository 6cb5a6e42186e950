import type { CallSettings, Connect, ConnectProvider } from '../../../shared/numbers.ts';
import { phoneOf } from '../../phones.ts';
import type { FieldError } from '../intake.ts';
import { WEBHOOK_SECRET } from '../secrets.ts';

/** Who connects calls: from stated settings to such as may be stored, or to the fields that are wrong. Pure. */

const ACCOUNTS: Record<ConnectProvider, { pattern: RegExp; detail: string }> = {
  twilio: { pattern: /^AC[0-9a-f]{32}$/i, detail: "must be Twilio's AccountSid: AC and 32 hexadecimal digits" },
  zadarma: { pattern: /^[\w-]{1,100}$/, detail: "must be Zadarma's API key" },
  webhook: { pattern: /^https?:\/\/[^\s/]/i, detail: 'must begin with http:// or https://' },
};

const isAccount = ({ provider, account }: Connect): boolean =>
  ACCOUNTS[provider].pattern.test(account) && (provider !== 'webhook' || URL.canParse(account));

/** Its own, or the one that the same provider reports calls with. */
export const connectSecret = ({ connect, providers }: CallSettings): string =>
  connect?.secret || (providers.find(({ provider }) => provider === connect?.provider)?.secret ?? '');

/** @param calls with hidden secrets put in already */
export const settleConnect = (calls: CallSettings, country: string): { calls: CallSettings; errors: FieldError[] } => {
  const { connect } = calls;
  if (!connect) return { calls, errors: [] };
  const errors: FieldError[] = [];
  const complain = (field: keyof Connect, detail: string) => errors.push({ field: `calls.connect.${field}`, detail });
  const read = (field: 'agent' | 'from', text: string): string => {
    const number = phoneOf(text, country);
    if (!number) complain(field, `"${text}" is not a possible telephone number in ${country}`);
    return number;
  };
  const agent = read('agent', connect.agent);
  const from = connect.from === undefined ? undefined : read('from', connect.from);
  if (connect.provider === 'twilio' && from === undefined) complain('from', 'is needed: a number of yours at Twilio');
  if (!isAccount(connect)) complain('account', ACCOUNTS[connect.provider].detail);
  const secret = connectSecret(calls);
  if (secret.trim() === '') complain('secret', 'is needed');
  else if (connect.provider === 'webhook' && !WEBHOOK_SECRET.test(secret))
    complain('secret', 'must be whsec_ and base64');
  return { calls: { ...calls, connect: { ...connect, agent, ...(from !== undefined && { from }) } }, errors };
};
