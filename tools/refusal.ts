/** Something the person at the keyboard can put right: told as its one sentence, without a stack. */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** The code of a failed system call (`EADDRINUSE`), '' for any other error. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Ends the program with what went wrong. */
export const giveUp = (error: unknown): never => {
  console.error(error instanceof Refusal ? error.message : error);
  process.exit(1);
};
