import { announce } from './announce.ts';
import { envelope } from './batch.ts';
import { deliver, prepare } from './deliver.ts';
import type { ContactDraft, SendResult } from './host.ts';
import { newId } from './id.ts';
import { ongoing, path, stage } from './ongoing.ts';

const deliverContact = async (draft: ContactDraft): Promise<SendResult> => {
  const { form, variant } = draft;
  const visit = envelope(ongoing());
  const at = Date.now();
  const body = { visit, contact: { ...draft, id: newId(at), at, page: location.origin + path() } };
  const response = await deliver('contacts', body);
  if (response && !response.ok) {
    const problem = (await response.json().catch(() => undefined)) as { errors?: { field: string; detail: string }[] };
    return { state: 'refused', errors: problem?.errors ?? [] };
  }
  // Suspected: some work, which nobody waits for, will tell that it need not be.
  if (response?.status === 202) prepare((outbox) => outbox.prove(body, response));
  if (form) stage(form, 'submitted', variant);
  if (draft.kind !== 'nps') announce('lead', form, variant);
  return { state: response ? 'sent' : 'kept' };
};

/** What a form, or the page's own code, hands over. Never rejects. */
export const send = (draft: ContactDraft): Promise<SendResult> =>
  deliverContact(draft).catch((error: unknown) => {
    console.debug('whichhalf', error);
    return { state: 'refused', errors: [] };
  });
