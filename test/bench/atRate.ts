import { Agent, request } from 'node:http';
import { idFloor } from '../../shared/ids.ts';

/** Requests at a fixed rate, whether or not those before were answered: what a page's visitor would wait at that traffic. */
export const atRate = async (
  url: string,
  { origin, perSecond, seconds }: { origin: string; perSecond: number; seconds: number },
): Promise<{ p50: number; p99: number; errors: number }> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 128 });
  const times: number[] = [];
  let errors = 0;
  const post = (n: number): Promise<void> =>
    new Promise((resolve) => {
      const now = Date.now();
      const id = idFloor(now) + `r${n.toString(36)}`.padStart(12, '0');
      const body = JSON.stringify({
        sentAt: now,
        visit: {
          id,
          visitor: id,
          url: `https://example.com/?utm_source=google&utm_medium=cpc&utm_campaign=${n % 20}`,
          referrer: '',
          language: 'uk',
          zone: 'Europe/Kyiv',
        },
        hits: [{ kind: 'page', at: 0, path: '/' }],
      });
      const began = performance.now();
      const sent = request(
        url,
        {
          method: 'POST',
          agent,
          headers: {
            origin,
            'content-type': 'text/plain',
            'user-agent':
              'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
            'x-forwarded-for': `10.9.${Math.floor(n / 250) % 250}.${n % 250}`,
          },
        },
        (response) => {
          if (response.statusCode !== 202) errors += 1;
          response.resume().on('end', () => {
            times.push(performance.now() - began);
            resolve();
          });
        },
      );
      sent.on('error', () => {
        errors += 1;
        resolve();
      });
      sent.end(body);
    });

  const total = perSecond * seconds;
  const start = performance.now();
  const all: Promise<void>[] = [];
  for (let n = 0; n < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - start) / 1000) * perSecond));
    for (; n < due; n += 1) all.push(post(n));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(all);
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), errors };
};
