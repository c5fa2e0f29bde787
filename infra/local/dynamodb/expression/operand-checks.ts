/** What is refused in a condition before any item is looked at: values that the operator cannot take. */
import { type AttributeType, attributeTypes, typeOf } from '#infra/local/dynamodb/attribute-value.ts';
import { orderValues } from '#infra/local/dynamodb/compare.ts';
import type { Operand } from './condition.ts';
import { describePath } from './document-path.ts';

type Fail = (message: string) => never;

function requireTypes(name: string, operands: readonly Operand[], allowed: readonly AttributeType[], fail: Fail): void {
  for (const operand of operands) {
    if (operand.kind !== 'value' || allowed.includes(typeOf(operand.value))) continue;
    const problem = 'Incorrect operand type for operator or function';
    fail(`${problem}; operator or function: ${name}, operand type: ${typeOf(operand.value)}`);
  }
}

/** `<`, `<=`, `>` and `>=` take strings, numbers and binaries. */
export function requireOrdered(comparator: string, operands: readonly Operand[], fail: Fail): void {
  if (comparator !== '=' && comparator !== '<>') requireTypes(comparator, operands, ['S', 'N', 'B'], fail);
}

/** `begins_with` takes strings and binaries. */
export function requirePrefix(operands: readonly Operand[], fail: Fail): void {
  if (operands.some((operand) => operand.kind === 'size')) {
    fail('The function is not allowed to be used this way in an expression; function: size');
  }
  requireTypes('begins_with', operands, ['S', 'B'], fail);
}

/** Numbers, booleans and null have no `size`. */
export function requireSized(operand: Operand, fail: Fail): void {
  requireTypes('size', [operand], ['S', 'B', 'SS', 'NS', 'BS', 'L', 'M'], fail);
}

/** The second operand of `attribute_type` is a value that names a type. */
export function requireTypeName(operand: Operand, fail: Fail): AttributeType {
  if (operand.kind !== 'value' || !('S' in operand.value)) {
    const given = operand.kind === 'value' ? typeOf(operand.value) : '{NS,SS,L,BS,N,M,B,BOOL,NULL,S}';
    const problem = 'Incorrect operand type for operator or function';
    return fail(`${problem}; operator or function: attribute_type, operand type: ${given}`);
  }
  const { S: name } = operand.value;
  const known = attributeTypes.find((type) => type === name);
  return known ?? fail(`Invalid attribute type name found; type: ${name}, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}`);
}

/** A place is not compared with itself. */
export function requireDistinct(operator: string, left: Operand, right: Operand, fail: Fail): void {
  if (left.kind !== 'path' || right.kind !== 'path') return;
  const place = describePath(left.path);
  if (place !== describePath(right.path)) return;
  const problem = 'The first operand must be distinct from the remaining operands for this operator or function';
  fail(`${problem}; operator: ${operator}, first operand: ${place}`);
}

/** The bounds of BETWEEN are of one ordered type, the lower one first. */
export function requireBounds(lower: Operand, upper: Operand, fail: Fail): void {
  if (lower.kind === 'value' && upper.kind === 'value') {
    const both = [lower, upper].map(({ value }) => `AttributeValue: ${JSON.stringify(value)}`);
    const bounds = `lower bound operand: ${both[0]}, upper bound operand: ${both[1]}`;
    if (typeOf(lower.value) !== typeOf(upper.value)) {
      fail(`The BETWEEN operator requires same data type for lower and upper bounds; ${bounds}`);
    }
    if ((orderValues(lower.value, upper.value) ?? 0) > 0) {
      fail(`The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${bounds}`);
    }
  }
  requireTypes('BETWEEN', [lower, upper], ['S', 'N', 'B'], fail);
}
