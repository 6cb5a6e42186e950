import { createServer, type IncomingMessage } from 'node:http';
import { Webhook } from 'standardwebhooks';
import type { Contact } from '../../shared/contacts.ts';
import { hangUp, listen } from './listen.ts';

/** A company's own end of a webhook: it checks every signature with the public library before it believes a word. */

/** The body, as far as a receiver would read it. */
export interface LeadEvent {
  type: 'lead.created' | 'lead.contacted';
  timestamp: string;
  data: {
    site: { key: string; name: string };
    lead: string;
    contact: Contact & { receivedTime: string; phone: string };
    ad: { channel: string; source: string; campaign: string };
    landing: string;
  };
}

export interface Receipt {
  /** When it came, ms since 1970. */
  at: number;
  /** `webhook-id`: the same for every repetition. */
  id: string;
  /** What was answered. */
  status: number;
  event: LeadEvent;
}

export interface Receiver {
  url: string;
  secret: string;
  /** All that came with a valid signature, repetitions too. */
  receipts: Receipt[];
  /** Why a request was not believed. */
  rejected: string[];
  /** Answers to come, in order; then 204. */
  answers: number[];
  close(): Promise<void>;
}

export const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  return body;
};

export const openReceiver = async (): Promise<Receiver> => {
  const secret = `whsec_${Buffer.from('a secret of this very test').toString('base64')}`;
  const receipts: Receipt[] = [];
  const rejected: string[] = [];
  const answers: number[] = [];
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    let status = 401;
    try {
      const event = new Webhook(secret).verify(body, request.headers as Record<string, string>) as LeadEvent;
      status = answers.shift() ?? 204;
      receipts.push({ at: Date.now(), id: request.headers['webhook-id'] as string, status, event });
    } catch (error) {
      rejected.push(String(error));
    }
    response.writeHead(status).end();
  });
  const port = await listen(server);
  return { url: `http://127.0.0.1:${port}/leads`, secret, receipts, rejected, answers, close: () => hangUp(server) };
};
