/** What the person at the command line can mend: shown as one sentence, without a stack. */
export class CommandError extends Error {
  override name = 'CommandError';
}
