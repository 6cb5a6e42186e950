import { bodyLimit } from 'hono/body-limit';
import { problem } from '../problem.ts';

const MAX_BYTES = 1024 * 1024;

/** For bodies that are read whole as JSON; the runtime itself sets no limit. Stands behind the token's check. */
export const smallBody = bodyLimit({
  maxSize: MAX_BYTES,
  onError: () => problem('too-large', { detail: 'at most 1 MB' }),
});
