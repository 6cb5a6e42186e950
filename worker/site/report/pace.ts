import { letOthersIn } from './visitFacts.ts';

/** So many contacts are read at a stretch, or as much other work done, about 20 ms of it. */
const STRETCH = 2_000;

/**
 * Lets recording go on while a report is made. Visits by ad, spend, contacts, leads and sales are of one moment: what of
 * them changed comes into the book (`leadBook.ts`), visits and spend are read, and only then others are let in, while the
 * book stays as it is. Read at moments of their own are visits' own rows, a day at a time, submissions in quarantine, who
 * bought again, calls from our side, a site's own actions, and all of it where there is no book: by what visits were like
 * or what became of leads, and past its limit. What is recorded in between may show in one part and not in another.
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
