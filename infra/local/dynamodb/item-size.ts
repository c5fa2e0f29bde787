/** The size of items in bytes, by the arithmetic of the developer guide ("DynamoDB item sizes and formats"). */
import { AwsError } from '#infra/local/aws-error.ts';
import { type AttributeValue, type Item, setMembers } from './attribute-value.ts';
import { significantDigits } from './number.ts';

/** Quotas, "Item size": attribute names and values together. */
const maximumItemBytes = 400 * 1024;

/** Names and values of an item. */
export function itemSize(item: Item): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value), 0);
}

function valueSize(value: AttributeValue): number {
  if ('S' in value) return Buffer.byteLength(value.S);
  if ('N' in value) return numberSize(value.N);
  if ('B' in value) return binarySize(value.B);
  if ('BOOL' in value || 'NULL' in value) return 1;
  // Lists and maps cost 3 bytes, and 1 for each element.
  if ('L' in value) return value.L.reduce((sum, element) => sum + 1 + valueSize(element), 3);
  if ('M' in value) return 3 + Object.keys(value.M).length + itemSize(value.M);
  const size = 'NS' in value ? numberSize : 'BS' in value ? binarySize : Buffer.byteLength;
  return (setMembers(value) ?? []).reduce((sum, member) => sum + size(member), 0);
}

/** One byte for two significant digits, and one more. */
function numberSize(text: string): number {
  return Math.ceil(significantDigits(text) / 2) + 1;
}

function binarySize(base64: string): number {
  return Buffer.byteLength(base64, 'base64');
}

/** @throws a validation error when the item is over 400 KB */
export function requireItemSize(size: number, message: string): void {
  if (size > maximumItemBytes) throw AwsError.validation(message);
}
