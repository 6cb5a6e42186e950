import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { companyOf } from './company.ts';
import { cellsOf, writeFigures } from './figures.ts';
import { Reckoner } from './reckon.ts';

/**
 * Writes the tables of docs/exampleFigures.md anew from the events and `reckon.ts`, for when an event is added to the example:
 * `node test/worker/example/write.ts`. What it writes is to be checked by hand before it is believed.
 */

const DOCS = join(import.meta.dirname, '../../../docs');
const page = join(DOCS, 'exampleFigures.md');
const events = readFileSync(join(DOCS, 'example.md'), 'utf8');
const [introduction = ''] = readFileSync(page, 'utf8').split('\n## ');
const reckoner = new Reckoner(companyOf(events), Date.now());
writeFileSync(
  page,
  writeFigures(introduction, (asked) => cellsOf(reckoner.reckon(asked))),
);
