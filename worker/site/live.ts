import type { Change, Topic } from '../../shared/live.ts';

/** Open sockets of dashboards. They hibernate: an object nobody writes to sleeps, and its sockets stay open. */

/** Rights may be taken away meanwhile: whoever still has them connects again. */
const LONGEST = 3_600_000;
const MOST_SOCKETS = 500;

interface Kept {
  topics: Topic[];
  /** Ms since 1970. */
  until: number;
}

export class Live {
  readonly #ctx: DurableObjectState;

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx;
    // Answered without waking the object.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'));
  }

  /** Opens a socket for what its owner may hear of; null where there are too many. */
  open(topics: readonly Topic[], now: number): WebSocket | null {
    if (this.#ctx.getWebSockets().length >= MOST_SOCKETS) return null;
    const { 0: client, 1: server } = new WebSocketPair();
    this.#ctx.acceptWebSocket(server);
    server.serializeAttachment({ topics: [...topics], until: now + LONGEST } satisfies Kept);
    return client;
  }

  /** Call it after the commit: who hears of a change asks for it at once. */
  tell(change: Change, now: number): void {
    for (const socket of this.#ctx.getWebSockets()) {
      const { topics, until } = socket.deserializeAttachment() as Kept;
      if (now > until) socket.close(1000, 'connect again');
      else if (topics.includes(change.changed)) socket.send(JSON.stringify(change));
    }
  }
}
