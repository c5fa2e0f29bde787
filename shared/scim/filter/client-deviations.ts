/**
 * What clients write in filters that RFC 7644 §3.4.2.2 does not have, one rule each; applied for lenient providers only.
 */
import type { AttributePath } from '#shared/scim/path/attribute-path.ts';
import type { CompValue } from './types.ts';

/** PingOne's documentation filters by `email`, which SCIM does not know. */
export function attributeMeant(path: AttributePath): AttributePath {
  const isEmail = path.urn === undefined && path.subAttribute === undefined && path.name.toLowerCase() === 'email';
  return isEmail ? { name: 'emails', subAttribute: 'value' } : path;
}

/**
 * PingOne's default lookup is `userName eq x`, Entra's documentation has `externalId eq jyoung`. A number only if
 * nothing is lost by it: `externalId eq 007` and `userName eq 1.0` mean these characters.
 */
export function unquotedValue(word: string): CompValue {
  const number = Number(word);
  return Number.isFinite(number) && String(number) === word ? number : word;
}

/** A number in quotation marks, or one that `unquotedValue` took as text. */
export function numberFromText(value: CompValue): CompValue {
  return typeof value === 'string' && jsonNumber.test(value) ? Number(value) : value;
}

/** RFC 8259 §6. */
export const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** Validators of identity providers send `emails[type eq "work"].value eq "x"`, which figure 1 ends at the bracket. */
export function goesOnAfterBracket(word: string): boolean {
  return word.startsWith('.');
}
