/** What the person at the command line can mend: shown as one sentence, without a stack. */
export class CommandError extends Error {
  override name = 'CommandError';
}

/** The command itself says too little: exit code 2. */
export class UsageError extends CommandError {
  override name = 'UsageError';
}

/** There is nothing, or nobody, of the name that was given. */
export class NotThere extends CommandError {
  override name = 'NotThere';
}

/** The admin API, or what stands before it, answered that it will not do it. */
export class RefusedRequest extends CommandError {
  override name = 'RefusedRequest';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The admin API does not answer at this moment: the same request may succeed a little later. */
export class NoAnswer extends CommandError {
  override name = 'NoAnswer';
}
