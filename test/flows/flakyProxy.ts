import { createServer, request as forward } from 'node:http';
import { hangUp, listen } from './listen.ts';
import { bodyOf } from './receiver.ts';

/** A line to the server that can break at the worst moment: after the server has done its work, before it is heard. */

export interface FlakyProxy {
  url: string;
  /** How many of the next POSTs to paths that end so are carried out and their answers dropped. */
  dropReplies(path: string, times: number): void;
  /** Answers dropped so far: what the server had said. */
  dropped: number[];
  close(): Promise<void>;
}

export const openFlakyProxy = async (target: string): Promise<FlakyProxy> => {
  const left = new Map<string, number>();
  const dropped: number[] = [];
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const url = request.url as string;
    const [doomed] =
      [...left].find(([path, times]) => times > 0 && request.method === 'POST' && url.endsWith(path)) ?? [];
    if (doomed) left.set(doomed, (left.get(doomed) as number) - 1);
    const onward = forward(target + url, { method: request.method, headers: request.headers }, (answer) => {
      if (!doomed) {
        // Each request on a connection of its own: on one that was used before, Chromium repeats a POST by itself.
        response.writeHead(answer.statusCode as number, { ...answer.headers, connection: 'close' });
        answer.pipe(response);
        return;
      }
      // Whatever answers has committed before.
      answer.resume().on('end', () => {
        dropped.push(answer.statusCode as number);
        request.socket.destroy();
      });
    });
    onward.on('error', () => request.socket.destroy());
    onward.end(body);
  });
  const port = await listen(server);
  return {
    url: `http://localhost:${port}`,
    dropReplies: (path, times) => void left.set(path, times),
    dropped,
    close: () => hangUp(server),
  };
};
