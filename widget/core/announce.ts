import { guard } from './guard.ts';

/** Tells the page's tag manager what happened: never who did it. Tags run in the push, and may throw. */
export const announce = (event: string, form?: string, variant?: string): void => {
  guard(() => {
    (window.dataLayer ??= []).push({ event: `whichhalf_${event}`, ...(form && { form }), ...(variant && { variant }) });
  });
};
