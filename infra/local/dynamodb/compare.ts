/** Equality and order of attribute values, and what the functions of condition expressions ask of them. */
import { type AttributeValue, attribute, setMembers, typeOf } from './attribute-value.ts';
import { compareNumbers } from './number.ts';

/** Same type and same value; sets have no order. */
export function equalValues(left: AttributeValue, right: AttributeValue): boolean {
  if ('S' in left) return 'S' in right && left.S === right.S;
  if ('N' in left) return 'N' in right && left.N === right.N;
  if ('B' in left) return 'B' in right && left.B === right.B;
  if ('BOOL' in left) return 'BOOL' in right && left.BOOL === right.BOOL;
  if ('NULL' in left) return 'NULL' in right;
  if ('L' in left) {
    return 'L' in right && left.L.length === right.L.length && left.L.every((value, i) => equalAt(value, right.L[i]));
  }
  if ('M' in left) {
    if (!('M' in right)) return false;
    const names = Object.keys(left.M);
    return (
      names.length === Object.keys(right.M).length &&
      names.every((name) => equalAt(attribute(left.M, name), attribute(right.M, name)))
    );
  }
  const members = setMembers(right);
  return typeOf(left) === typeOf(right) && members !== undefined && sameMembers(setMembers(left) ?? [], members);
}

function equalAt(left: AttributeValue | undefined, right: AttributeValue | undefined): boolean {
  return left !== undefined && right !== undefined && equalValues(left, right);
}

function sameMembers(left: readonly string[], right: readonly string[]): boolean {
  const members = new Set(right);
  return left.length === right.length && left.every((member) => members.has(member));
}

/** Negative, zero or positive; undefined for types that differ or have no order. */
export function orderValues(left: AttributeValue, right: AttributeValue): number | undefined {
  if ('S' in left && 'S' in right) return Buffer.compare(Buffer.from(left.S), Buffer.from(right.S));
  if ('N' in left && 'N' in right) return compareNumbers(left.N, right.N);
  if ('B' in left && 'B' in right) return Buffer.compare(bytes(left.B), bytes(right.B));
  return undefined;
}

/** `begins_with`: of strings and of binaries. */
export function beginsWith(value: AttributeValue, prefix: AttributeValue): boolean {
  if ('S' in value && 'S' in prefix) return value.S.startsWith(prefix.S);
  if (!('B' in value && 'B' in prefix)) return false;
  const start = bytes(prefix.B);
  return bytes(value.B).subarray(0, start.length).equals(start);
}

/** `contains`: a part of a string or binary, a member of a set, an element of a list. */
export function containsValue(value: AttributeValue, part: AttributeValue): boolean {
  if ('S' in value) return 'S' in part && value.S.includes(part.S);
  if ('B' in value) return 'B' in part && bytes(value.B).includes(bytes(part.B));
  if ('SS' in value) return 'S' in part && value.SS.includes(part.S);
  if ('NS' in value) return 'N' in part && value.NS.includes(part.N);
  if ('BS' in value) return 'B' in part && value.BS.includes(part.B);
  return 'L' in value && value.L.some((element) => equalValues(element, part));
}

/** `size`: characters, bytes, elements or members; numbers, booleans and null have none. */
export function sizeOf(value: AttributeValue): number | undefined {
  if ('S' in value) return value.S.length;
  if ('B' in value) return bytes(value.B).length;
  if ('L' in value) return value.L.length;
  if ('M' in value) return Object.keys(value.M).length;
  return setMembers(value)?.length;
}

function bytes(base64: string): Buffer {
  return Buffer.from(base64, 'base64');
}
