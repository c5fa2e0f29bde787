/** Reads one value of a simple attribute (RFC 7643 §2.3.1 to §2.3.7). */
import { ScimError } from '#shared/scim/error.ts';
import { parseDateTime } from '#shared/scim/filter/date-time.ts';
import type { AttributeDefinition } from '#shared/scim/schema/definition.ts';
import { booleanFromText, textFromScalar, withoutWhitespace } from './client-deviations.ts';
import type { Strictness } from './reading.ts';

/** The alphabets of RFC 4648 §4 and §5, of which RFC 7643 §2.3.6 allows either, padded or not. */
const base64 = /^([A-Za-z0-9+/]*|[A-Za-z0-9_-]*)(={0,2})$/;

/** RFC 3986 §4.1: with a scheme, or without a colon where one would end; characters by their percent-encoding. */
const uriReference =
  /^(?:[a-z][a-z\d+.-]*:|(?![^/?#]*:))(?:[\w.~:/?[\]@!$&'()*+,;=-]|%[\da-f]{2})*(?:#(?:[\w.~:/?@!$&'()*+,;=-]|%[\da-f]{2})*)?$/i;

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
      if (parseDateTime(text) === undefined) throw mismatch(name, 'a dateTime');
      return text;
    }
    case 'binary': {
      const text = parseText(value, name, strictness);
      const encoded = strictness === 'lenient' ? withoutWhitespace(text) : text;
      if (!isBase64(encoded)) throw mismatch(name, 'base64');
      return encoded;
    }
    case 'reference': {
      const text = parseText(value, name, strictness);
      // Clients send anything as a photo or a manager's address: it is theirs to read again.
      if (strictness === 'strict' && !uriReference.test(text)) throw mismatch(name, 'a URI');
      return text;
    }
    default:
      return canonicalText(parseText(value, name, strictness), definition);
  }
}

function parseText(value: unknown, name: string, strictness: Strictness): string {
  if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    // It may have been another number in the client's JSON.
    throw ScimError.invalidValue(`"${name}" is a number of more digits than JSON keeps: send it as a string.`);
  }
  const text = strictness === 'lenient' ? textFromScalar(value) : value;
  if (typeof text !== 'string') throw mismatch(name, 'a string');
  // Half a surrogate pair has no UTF-8 form: it would come back from storage as another character.
  if (!text.isWellFormed()) throw ScimError.invalidValue(`"${name}" is not well-formed Unicode.`);
  return text;
}

/** A canonical value that differs only in case is returned as the schema spells it (RFC 7643 §2.4). */
function canonicalText(text: string, { canonicalValues, caseExact }: AttributeDefinition): string {
  if (canonicalValues === undefined || caseExact || canonicalValues.includes(text)) return text;
  const folded = text.toLowerCase();
  return canonicalValues.find((canonical) => canonical.toLowerCase() === folded) ?? text;
}

/** Padding fills up four characters; one character alone holds no byte. */
function isBase64(text: string): boolean {
  const [, digits, padding] = base64.exec(text) ?? [];
  if (digits === undefined) return false;
  return padding === '' ? digits.length % 4 !== 1 : text.length % 4 === 0;
}

function mismatch(name: string, expected: string): ScimError {
  return ScimError.invalidValue(`"${name}" must be ${expected}.`);
}
