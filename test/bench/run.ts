import { leaseBench } from './leases.ts';
import { httpBench } from './overHttp.ts';

/**
 * `npm run bench`, or a part: `npm run bench -- hits`, `npm run bench -- reports`, `npm run bench -- leases`. Throughput of
 * the public route against an empty call to the object, then reports over a year; ratios are what travels. The simulation
 * of leases needs no server and gives the same figures everywhere.
 */

const parts = process.argv.slice(2);
const wants = (part: string): boolean => parts.length === 0 || parts.includes(part);

if (wants('leases')) leaseBench();
if (wants('hits') || wants('reports')) await httpBench(wants);
