/** Something in a file that keeps it from being read. */
export interface Problem {
  /** Row of the file as a spreadsheet counts it: the first line is 1, preamble included. */
  line: number;
  /** Header of the column; '' where the whole row or file is meant. */
  column: string;
  detail: string;
}

/** As many as help a person to see what is wrong. */
export const MAX_PROBLEMS = 100;

export class Problems {
  readonly list: Problem[] = [];

  get full(): boolean {
    return this.list.length >= MAX_PROBLEMS;
  }

  add(line: number, column: string, detail: string): void {
    if (!this.full) this.list.push({ line, column, detail });
  }
}

/** A cell as it can stand in a message. */
export const quote = (cell: string): string => `“${cell.length > 60 ? `${cell.slice(0, 60)}…` : cell}”`;
