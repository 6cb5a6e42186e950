import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { companyOf } from './company.ts';
import { cellsOf, writeFigures } from './figures.ts';
import { Reckoner } from './reckon.ts';

/**
 * Writes the tables of figures.md anew from the events and `reckon.ts`, for when an event is added to the example:
 * `node test/worker/example/write.ts`. What it writes is to be checked by hand before it is believed.
 */

const page = join(import.meta.dirname, 'figures.md');
const events = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
const [introduction = ''] = readFileSync(page, 'utf8').split('\n## ');
const reckoner = new Reckoner(companyOf(events), Date.now());
writeFileSync(
  page,
  writeFigures(introduction, (asked) => cellsOf(reckoner.reckon(asked))),
);
