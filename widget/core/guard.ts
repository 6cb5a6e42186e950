/**
 * Runs what the page or the browser has called. Whatever goes wrong in here is our bug or the page's oddity, and no
 * reason to break the page or to fill its error log: a developer who looks for it finds it among the verbose messages.
 */
export const guard = <Result>(run: () => Result): Result | undefined => {
  try {
    return run();
  } catch (error) {
    console.debug('whichhalf', error);
    return undefined;
  }
};

export type Stop = () => void;

export const all =
  (stops: Stop[]): Stop =>
  () => {
    for (const stop of stops.splice(0)) stop();
  };

/** Listens to events (`'scroll keydown'`) before the page's own code can stop them; returns what ends it. */
export const listen = (target: EventTarget, types: string, run: (event: Event) => void): Stop =>
  all(
    types.split(' ').map((type) => {
      const listener = (event: Event): void => guard(() => run(event));
      target.addEventListener(type, listener, true);
      return () => target.removeEventListener(type, listener, true);
    }),
  );
