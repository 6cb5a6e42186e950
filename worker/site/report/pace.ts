import { letOthersIn } from './visitFacts.ts';

/** So many rows are worked on at a stretch, about 20 ms of them. */
const STRETCH = 2_000;

/**
 * Lets recording go on while a report is made. Each part of it (visits, spend, contacts, leads, sales) is read at one
 * moment; what is recorded in between may show in a part that is read later, and not in one that was read before.
 */
export class Pace {
  #rows = 0;

  /** After so many rows more were worked on. */
  async did(rows: number): Promise<void> {
    this.#rows += rows;
    if (this.#rows < STRETCH) return;
    this.#rows = 0;
    await letOthersIn();
  }
}
