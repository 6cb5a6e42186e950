/**
 * Calls that arrive together share one transaction and its one fsync. A call is answered only after its transaction has
 * committed: the object's output gate holds every answer until what was written before it is on disk.
 */
export class GroupCommit<Expected = never> {
  readonly #transaction: (work: () => void, expected: Expected[]) => void;
  readonly #failed: () => void;
  #waiting: Job<Expected>[] = [];

  /**
   * @param transaction runs the work in one transaction, rolling all of it back if it throws; told what the calls in it
   *   expect to need, so that it can be read for all of them at once
   * @param failed forgets what was kept in memory of a transaction that was rolled back
   */
  constructor(transaction: (work: () => void, expected: Expected[]) => void, failed: () => void) {
    this.#transaction = transaction;
    this.#failed = failed;
  }

  /** Resolves with what `work` returned once it is stored; rejects, with nothing stored, if `work` throws. */
  run<T>(work: () => T, expected?: Expected): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      // A timer, not a microtask: requests are delivered as tasks, so only a task lets those that are waiting join.
      if (this.#waiting.length === 0) setTimeout(() => this.#flush(), 0);
      this.#waiting.push({ work, expected, resolve: resolve as (value: unknown) => void, reject });
    });
  }

  #flush(): void {
    const jobs = this.#waiting;
    this.#waiting = [];
    try {
      const results = this.#together(jobs);
      for (const [index, job] of jobs.entries()) job.resolve(results[index]);
    } catch (error) {
      this.#failed();
      if (jobs.length === 1) (jobs[0] as Job<Expected>).reject(error);
      else for (const job of jobs) this.#alone(job);
    }
  }

  #together(jobs: readonly Job<Expected>[]): unknown[] {
    let results: unknown[] = [];
    this.#transaction(
      () => {
        results = jobs.map((job) => job.work());
      },
      jobs.flatMap(({ expected }) => (expected === undefined ? [] : [expected])),
    );
    return results;
  }

  #alone(job: Job<Expected>): void {
    try {
      job.resolve(this.#together([job])[0]);
    } catch (error) {
      this.#failed();
      job.reject(error);
    }
  }
}

interface Job<Expected> {
  work: () => unknown;
  expected: Expected | undefined;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}
