/** A request that is not what its operation takes, and how each of its mistakes is named. */
import type * as z from 'zod/mini';
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
const inWords = { error: wordsOf };

/** What a schema's own message does not say. */
function wordsOf(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${typeNames[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return issue.input === undefined ? 'is missing' : `must be ${alternatives.format(issue.values.map(quoted))}`;
    case 'too_small':
      return bound(issue.origin, issue.minimum, 'at least');
    case 'too_big':
      return bound(issue.origin, issue.maximum, 'at most');
    default:
      return 'is not what is taken here';
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

const alternatives = new Intl.ListFormat('en', { type: 'disjunction' });

function quoted(value: unknown): string {
  return JSON.stringify(value);
}

function bound(origin: string, limit: number | bigint, side: 'at least' | 'at most'): string {
  const unit = units[origin];
  if (unit === undefined) return `must be ${limit} ${side}`;
  return `must have ${limit} ${limit === 1 ? unit : `${unit}s`} ${side}`;
}

const units: Readonly<Record<string, string>> = { string: 'character', array: 'value' };

/** Where a mistake is: the names from the outermost member or parameter to the innermost. */
export type Place = (names: readonly PropertyKey[]) => Omit<RequestError, 'detail'>;

/** A member of the body, as a JSON pointer. RFC 6901 §3: a slash and a tilde inside a name are escaped. */
export const inBody: Place = (names) => ({
  pointer: names.map((name) => `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
});

export const inQuery: Place = ([parameter]) => (parameter === undefined ? {} : { parameter: String(parameter) });

/** @throws InvalidRequest */
export function check<Schema extends z.ZodMiniType>(schema: Schema, value: unknown, place: Place): z.output<Schema> {
  const outcome = schema.safeParse(value, inWords);
  if (outcome.success) return outcome.data;
  throw new InvalidRequest(
    outcome.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({ ...place([...issue.path, key]), detail: 'is not known here' }))
        : [{ ...place(issue.path), detail: issue.message }],
    ),
  );
}
