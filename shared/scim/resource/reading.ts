/** How a client's data is read, and what is noted while reading. */
import { ScimError } from '#shared/scim/error.ts';

/**
 * `lenient` takes what clients get wrong (client-deviations.ts); `strict` answers it with the error that RFC 7644
 * names.
 */
export type Strictness = 'lenient' | 'strict';

export type Reading = {
  readonly strictness: Strictness;
  /** Whether a readOnly attribute is passed over (RFC 7644 §3.5.1) or an error (§3.5.2). */
  readonly readOnly: 'ignore' | 'refuse';
  /** Names of attributes that are not kept. */
  readonly ignored: string[];
};

/**
 * So many names are noted, and so much of each: they go into a log entry, and a client may send any number of any
 * length.
 */
const maximumIgnoredNames = 50;
const maximumNameLength = 100;

/** Notes an attribute that is accepted and not kept. */
export function ignore(reading: Reading, name: string): void {
  const { ignored } = reading;
  const short = shortened(name);
  if (ignored.length < maximumIgnoredNames && !ignored.includes(short)) ignored.push(short);
}

/** Notes an attribute that no schema has; for a strict client it is an error. */
export function ignoreUnknown(reading: Reading, name: string): void {
  if (reading.strictness === 'strict') {
    throw ScimError.invalidSyntax(`No schema of this resource type has an attribute "${shortened(name)}".`);
  }
  ignore(reading, name);
}

/** A name that a client made up, fit for a message and a log: a filter in it holds values. */
function shortened(name: string): string {
  const [text = ''] = name.split('[', 1);
  return (text.length > maximumNameLength ? `${text.slice(0, maximumNameLength - 1)}…` : text).toWellFormed();
}
