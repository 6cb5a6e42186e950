import { createServer } from 'node:http';
import { hangUp, listen } from './listen.ts';
import { bodyOf } from './receiver.ts';

/**
 * The Bot API as far as `sendMessage` goes, with the limits it documents: the token stands in the path, a text has 1 to
 * 4096 characters, and who asks too much hears 429 and must repeat only after `parameters.retry_after` seconds.
 */

export interface Message {
  at: number;
  chat: string;
  text: string;
}

export interface Telegram {
  url: string;
  token: string;
  chat: string;
  /** What appeared in the chat. */
  messages: Message[];
  /** Every call, with what was answered. */
  calls: { at: number; status: number; text: string }[];
  /** Seconds to be asked for at the next calls, one each. */
  floods: number[];
  close(): Promise<void>;
}

const MOST = 4_096;

export const openTelegram = async (): Promise<Telegram> => {
  const token = '7000000001:AAExampleExampleExampleExample';
  const chat = '-1001234567890';
  const messages: Message[] = [];
  const calls: Telegram['calls'] = [];
  const floods: number[] = [];

  const judge = (
    path: string,
    body: { chat_id?: string | number; text?: string },
  ): [status: number, answer: object] => {
    if (path !== `/bot${token}/sendMessage`) return [404, { ok: false, error_code: 404, description: 'Not Found' }];
    const bad = (why: string): [number, object] => [
      400,
      { ok: false, error_code: 400, description: `Bad Request: ${why}` },
    ];
    if (String(body.chat_id) !== chat) return bad('chat not found');
    if (typeof body.text !== 'string' || body.text.trim() === '') return bad('message text is empty');
    if (body.text.length > MOST) return bad('message is too long');
    const wait = floods.shift();
    if (wait !== undefined) {
      const description = `Too Many Requests: retry after ${wait}`;
      return [429, { ok: false, error_code: 429, description, parameters: { retry_after: wait } }];
    }
    messages.push({ at: Date.now(), chat: String(body.chat_id), text: body.text });
    return [
      200,
      { ok: true, result: { message_id: messages.length, date: Math.floor(Date.now() / 1_000), text: body.text } },
    ];
  };

  const server = createServer(async (request, response) => {
    const body = JSON.parse(await bodyOf(request)) as { chat_id?: string; text?: string };
    const [status, answer] = judge(request.url as string, body);
    calls.push({ at: Date.now(), status, text: body.text ?? '' });
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  const port = await listen(server);
  return { url: `http://127.0.0.1:${port}`, token, chat, messages, calls, floods, close: () => hangUp(server) };
};
