import { reset } from 'cloudflare:test';
import { afterEach } from 'vitest';

// Nothing a test stored is there for the next.
afterEach(reset);
