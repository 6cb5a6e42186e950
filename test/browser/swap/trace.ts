import type { Browser, Page } from 'playwright-core';

/** What Chromium's own trace tells of a page. Times are in ms, of one clock for all events of a trace. */

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** µs. */
  ts: number;
  dur?: number;
  /** µs that the thread itself ran: a machine busy with other things does not make it longer. */
  tdur?: number;
  args: { data?: { url?: string } };
}

export interface Span {
  start: number;
  duration: number;
}

export interface Trace {
  /** Moment of the first event of that name in the page's process: `firstPaint`, a mark of the page's own. */
  moment(name: string): number;
  /** The page's tasks in which a script ran, and the stretches of that script in them, each by the time its thread ran. */
  tasksOf(script: string): { tasks: Span[]; stretches: Span[] };
}

const CATEGORIES = [
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-devtools.screenshot',
  'blink.user_timing',
  'loading',
];

const spanOf = ({ ts, dur = 0, tdur = dur }: TraceEvent): Span => ({ start: ts / 1_000, duration: tdur / 1_000 });

const holds = (outer: TraceEvent, inner: TraceEvent): boolean =>
  outer.pid === inner.pid &&
  outer.tid === inner.tid &&
  outer.ts <= inner.ts &&
  inner.ts + (inner.dur ?? 0) <= outer.ts + (outer.dur ?? 0);

export const traced = async (browser: Browser, page: Page, act: () => Promise<void>): Promise<Trace> => {
  await browser.startTracing(page, { categories: CATEGORIES });
  let recorded: Buffer;
  try {
    await act();
  } finally {
    recorded = await browser.stopTracing();
  }
  const { traceEvents } = JSON.parse(recorded.toString()) as { traceEvents: TraceEvent[] };
  return {
    moment(name) {
      const event = traceEvents.find((candidate) => candidate.name === name);
      if (!event) throw new Error(`the trace has no ${name}`);
      return event.ts / 1_000;
    },
    tasksOf(script) {
      const runs = traceEvents.filter(
        ({ name, args }) => ['FunctionCall', 'EvaluateScript'].includes(name) && args.data?.url === script,
      );
      const outermost = runs.filter((run) => !runs.some((other) => other !== run && holds(other, run)));
      const tasks = traceEvents.filter(
        (event) => event.name === 'RunTask' && outermost.some((run) => holds(event, run)),
      );
      return { tasks: tasks.map(spanOf), stretches: outermost.map(spanOf) };
    },
  };
};

export const longest = (spans: readonly Span[]): number => Math.max(0, ...spans.map(({ duration }) => duration));
