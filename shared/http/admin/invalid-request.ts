/** A request that is not what its operation takes, and how each of its mistakes is named. */
import type * as z from 'zod/mini';
import english from 'zod/v4/locales/en.js';
import type { ProblemMessage } from './messages/problem.ts';

type RequestError = NonNullable<ProblemMessage['errors']>[number];

/** The request is not what its operation takes. */
export class InvalidRequest extends Error {
  override name = 'InvalidRequest';
  readonly errors: RequestError[];

  constructor(errors: readonly RequestError[]) {
    super('The request is not what this operation takes.');
    this.errors = errors.slice(0, maximumErrors);
  }
}

/** More than that nobody reads. */
const maximumErrors = 20;

/** For administrators, who read what is wrong with a request: zod/mini itself only says that something is. */
const inEnglish = { error: english().localeError };

/** Where a mistake is: the names from the outermost member or parameter to the innermost. */
type Place = (names: readonly PropertyKey[]) => Omit<RequestError, 'detail'>;

/** A member of the body, as a JSON pointer. RFC 6901 §3: a slash and a tilde inside a name are escaped. */
export const inBody: Place = (names) => ({
  pointer: names.map((name) => `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
});

export const inQuery: Place = ([parameter]) => (parameter === undefined ? {} : { parameter: String(parameter) });

/** @throws InvalidRequest */
export function check<Schema extends z.ZodMiniType>(schema: Schema, value: unknown, place: Place): z.output<Schema> {
  const outcome = schema.safeParse(value, inEnglish);
  if (outcome.success) return outcome.data;
  throw new InvalidRequest(
    outcome.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({ ...place([...issue.path, key]), detail: 'is not known here' }))
        : [{ ...place(issue.path), detail: issue.message }],
    ),
  );
}
