/** What keeps the local stack from starting, in a sentence for the person who started it. */

/** Its message says what to do; no stack trace is shown with it. */
export class StartError extends Error {
  override name = 'StartError';
}
