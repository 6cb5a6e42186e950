import { NEWS, type News, type SiteSettings } from '../../shared/settings.ts';
import { Icon } from '../parts/Icon.tsx';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { Field } from './Field.tsx';
import { NewsChoice } from './NewsChoice.tsx';
import { newSecret } from './newSecret.ts';
import { removed, replaced } from './rows.ts';
import { SectionForm } from './SectionForm.tsx';
import { SHOWN } from './secrets.ts';
import { numberIn, textOf } from './texts.ts';
import { useRowFocus } from './useRowFocus.ts';
import { useSection } from './useSection.ts';
import { useWords } from './useWords.ts';

type Webhook = SiteSettings['notify']['webhooks'][number];
type Chat = SiteSettings['notify']['telegram'][number];

/** Somebody to be told, while they are edited. */
export interface Target {
  /** The webhook's address, or Telegram's chat. */
  to: string;
  /** As it is written now; '' leaves the one that is stored. */
  secret: string;
  /** The secret is stored, under this address or chat. */
  storedFor: string;
  /** null for the usual. */
  events: readonly News[] | null;
  late: string;
}

const EMPTY: Target = { to: '', secret: '', storedFor: '', events: null, late: '' };

const targetOf = (to: string, { events, lateMinutes }: Pick<Webhook, 'events' | 'lateMinutes'>): Target => ({
  to,
  secret: '',
  storedFor: to,
  events: events ?? null,
  late: textOf(lateMinutes),
});

const secretOf = ({ to, secret, storedFor }: Target): string =>
  secret.trim() || (storedFor !== '' && storedFor === to.trim() ? SHOWN : '');

const takes = ({ events, late }: Target) => ({
  ...(events && { events }),
  ...(events?.includes('lead.overdue') && late.trim() !== '' && { lateMinutes: numberIn(late) }),
});

/** Who is told of leads. A secret that was taken away with its target cannot be brought back, for nobody is shown it. */
export const NotifySection = () => {
  const words = useWords();
  const text = words.notify;
  const { details } = useSite();
  const { webhooks = [], telegram = [] } = details.settings.notify ?? {};
  const title = words.sections.notify;
  const keeps = (targets: readonly Target[], stored: readonly string[]): boolean =>
    stored.every((to) => targets.some((target) => target.storedFor === to && secretOf(target) === SHOWN));
  const keepsAll = (draft: { webhooks: readonly Target[]; telegram: readonly Target[] }): boolean =>
    keeps(
      draft.webhooks,
      webhooks.map(({ url }) => url),
    ) &&
    keeps(
      draft.telegram,
      telegram.map(({ chat }) => chat),
    );
  const section = useSection({
    title,
    stored: {
      webhooks: webhooks.map((one: Webhook) => targetOf(one.url, one)),
      telegram: telegram.map((one: Chat) => targetOf(one.chat, one)),
    },
    read: (draft) => ({
      notify: {
        webhooks: draft.webhooks.map((one) => ({ url: one.to.trim(), secret: secretOf(one), ...takes(one) })),
        telegram: draft.telegram.map((one) => ({ token: secretOf(one), chat: one.to.trim(), ...takes(one) })),
      },
    }),
    canUndo: keepsAll,
  });
  const { draft, set, problem } = section;

  return (
    <SectionForm title={title} section={section}>
      <p class="quiet">{text.help}</p>
      <Targets
        kind="webhooks"
        targets={draft.webhooks}
        problem={problem('notify.webhooks')}
        onChange={(changed) => set({ webhooks: changed })}
      />
      <Targets
        kind="telegram"
        targets={draft.telegram}
        problem={problem('notify.telegram')}
        onChange={(changed) => set({ telegram: changed })}
      />
      {!keepsAll(draft) && <p role="status">{text.dropped}</p>}
    </SectionForm>
  );
};

interface TargetsProps {
  kind: 'webhooks' | 'telegram';
  targets: Target[];
  problem: string;
  onChange: (targets: Target[]) => void;
}

const Targets = ({ kind, targets, problem, onChange }: TargetsProps) => {
  const { notify: words } = useWords();
  const { list, focusLast, focusAdd } = useRowFocus();
  const isWebhook = kind === 'webhooks';
  return (
    <fieldset class="settings-list" ref={list}>
      <legend>{words[kind]}</legend>
      {targets.length === 0 && <p class="quiet">{words.none}</p>}
      {targets.map((target, index) => {
        const set = (part: Partial<Target>): void => onChange(replaced(targets, index, { ...target, ...part }));
        const isKept = secretOf(target) === SHOWN;
        return (
          <fieldset key={index} class="settings-item settings-target">
            <legend class="unseen">{fill(words.target, { n: String(index + 1) })}</legend>
            <Field
              label={isWebhook ? words.url : words.chat}
              value={target.to}
              placeholder={isWebhook ? 'https://' : '-100…'}
              help={isWebhook ? '' : words.chatHelp}
              onChange={(to) => set({ to })}
            />
            <div class="settings-secret">
              <Field
                label={isWebhook ? words.secret : words.token}
                value={target.secret}
                placeholder={isKept ? words.secretSet : ''}
                help={isWebhook ? words.secretHelp : words.tokenHelp}
                onChange={(secret) => set({ secret })}
              />
              {isWebhook && (
                <button type="button" class="button" onClick={() => set({ secret: newSecret() })}>
                  {words.makeSecret}
                </button>
              )}
            </div>
            <NewsChoice
              events={target.events}
              late={target.late}
              onChange={(events) => set({ events: events && NEWS.filter((one) => events.includes(one)) })}
              onLate={(late) => set({ late })}
            />
            <button
              type="button"
              class="button bare settings-remove"
              aria-label={fill(words.removeTarget, { name: target.to })}
              onClick={() => {
                onChange(removed(targets, index));
                focusAdd();
              }}
            >
              <Icon name="close" />
              {words.remove}
            </button>
          </fieldset>
        );
      })}
      {problem && (
        <p class="wrong" role="alert">
          {problem}
        </p>
      )}
      <button
        type="button"
        class="button settings-add"
        onClick={() => {
          onChange([...targets, EMPTY]);
          focusLast();
        }}
      >
        <Icon name="add" />
        {isWebhook ? words.addWebhook : words.addTelegram}
      </button>
    </fieldset>
  );
};
