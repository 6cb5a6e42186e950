import { leaseBench } from './leases.ts';
import { httpBench } from './overHttp.ts';
import { variantBench } from './variants.ts';
import { verdictBench } from './verdict.ts';

/**
 * `npm run bench`, or a part: `npm run bench -- hits`, and so `reports`, `leases`, `variants`, `verdict`. Throughput of the public
 * route against an empty call to the object, then reports over a year; ratios are what travels. The simulations of leases,
 * of variants and of verdicts need no server and give the same figures everywhere.
 */

const parts = process.argv.slice(2);
const wants = (part: string): boolean => parts.length === 0 || parts.includes(part);

if (wants('leases')) leaseBench();
if (wants('variants')) variantBench();
if (wants('verdict')) await verdictBench();
if (wants('hits') || wants('reports')) await httpBench(wants);
