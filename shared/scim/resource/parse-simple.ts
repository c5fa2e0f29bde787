/** Reads one value of a simple attribute (RFC 7643 §2.3.1 to §2.3.7). */
import { ScimError } from '#shared/scim/error.ts';
import type { AttributeDefinition } from '#shared/scim/schema/definition.ts';
import { booleanFromText, textFromScalar, withoutWhitespace } from './client-deviations.ts';
import type { Strictness } from './reading.ts';

/** Base64 of RFC 4648 §4 or §5, padded or not, as RFC 7643 §2.3.6 allows. */
const base64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

/** XML Schema dateTime (RFC 7643 §2.3.5); a value without a zone is UTC. */
const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})?$/;

/** @throws ScimError invalidValue, naming the attribute and never the value */
export function parseSimple(
  value: unknown,
  definition: AttributeDefinition,
  name: string,
  strictness: Strictness,
): string | number | boolean {
  switch (definition.type) {
    case 'boolean': {
      const read = strictness === 'lenient' ? booleanFromText(value) : value;
      if (typeof read !== 'boolean') throw mismatch(name, 'true or false');
      return read;
    }
    case 'integer':
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw mismatch(name, 'an integer');
      return value;
    case 'decimal':
      if (typeof value !== 'number' || !Number.isFinite(value)) throw mismatch(name, 'a number');
      return value;
    case 'dateTime': {
      const text = parseText(value, name, strictness);
      if (!dateTime.test(text) || Number.isNaN(Date.parse(text))) throw mismatch(name, 'a dateTime');
      return text;
    }
    case 'binary': {
      const text = parseText(value, name, strictness);
      const encoded = strictness === 'lenient' ? withoutWhitespace(text) : text;
      if (!base64.test(encoded)) throw mismatch(name, 'base64');
      return encoded;
    }
    default:
      return canonicalText(parseText(value, name, strictness), definition);
  }
}

function parseText(value: unknown, name: string, strictness: Strictness): string {
  const text = strictness === 'lenient' ? textFromScalar(value) : value;
  if (typeof text !== 'string') throw mismatch(name, 'a string');
  // Half a surrogate pair has no UTF-8 form: it would come back from storage as another character.
  if (!text.isWellFormed()) throw ScimError.invalidValue(`"${name}" is not well-formed Unicode.`);
  return text;
}

/** A canonical value that differs only in case is returned as the schema spells it (RFC 7643 §2.4). */
function canonicalText(text: string, { canonicalValues, caseExact }: AttributeDefinition): string {
  if (canonicalValues === undefined || caseExact) return text;
  const folded = text.toLowerCase();
  return canonicalValues.find((canonical) => canonical.toLowerCase() === folded) ?? text;
}

function mismatch(name: string, expected: string): ScimError {
  return ScimError.invalidValue(`"${name}" must be ${expected}.`);
}
