/** Reads a condition as a key condition: one partition, and a range of sort keys in it. */
import { AwsError } from '#infra/local/aws-error.ts';
import { type AttributeValue, typeOf } from '#infra/local/dynamodb/attribute-value.ts';
import type { RowRange } from '#infra/local/dynamodb/store.ts';
import { encodeKeyValue, type KeyAttribute, type KeySchema } from '#infra/local/dynamodb/table-definition.ts';
import type { Comparator, Condition, Operand } from './condition.ts';

/** What a Query reads. `hash` is the value of the partition key. */
export type KeyRange = Pick<RowRange, 'lower' | 'upper'> & { readonly hash: AttributeValue };

type KeyTerm = {
  readonly name: string;
  readonly operator: Comparator | 'between' | 'begins_with';
  readonly values: readonly AttributeValue[];
};

const mirrored: Readonly<Record<Comparator, Comparator>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/** Developer guide, "Key condition expressions". @throws a validation error */
export function keyRange(condition: Condition, keys: KeySchema): KeyRange {
  const terms = keyTerms(condition);
  const names = terms.map(({ name }) => name);
  if (new Set(names).size !== names.length) {
    throw invalid('KeyConditionExpressions must only contain one condition per key');
  }
  const hashTerm = terms.find(({ name }) => name === keys.hash.name);
  if (hashTerm === undefined) {
    throw AwsError.validation(`Query condition missed key schema element: ${keys.hash.name}`);
  }
  const [hash] = hashTerm.values;
  if (hashTerm.operator !== '=' || hash === undefined || terms.length > (keys.range ? 2 : 1)) {
    throw AwsError.validation('Query key condition not supported');
  }
  requireType(hashTerm, keys.hash);
  const rangeTerm = terms.find((term) => term !== hashTerm);
  if (rangeTerm === undefined || keys.range === undefined) return { hash };
  if (rangeTerm.name !== keys.range.name) {
    throw AwsError.validation(`Query condition missed key schema element: ${keys.range.name}`);
  }
  requireType(rangeTerm, keys.range);
  return { hash, ...bounds(rangeTerm) };
}

function requireType({ values }: KeyTerm, { type }: KeyAttribute): void {
  if (values.some((value) => typeOf(value) !== type)) {
    throw AwsError.validation(
      'One or more parameter values were invalid: Condition parameter type does not match schema type',
    );
  }
  if (values.some((value) => encodeKeyValue(value).length === 0)) {
    const rule = 'The AttributeValue for a key attribute cannot contain an empty string value';
    throw AwsError.validation(`One or more parameter values are not valid. ${rule}`);
  }
}

function keyTerms(condition: Condition): readonly KeyTerm[] {
  switch (condition.kind) {
    case 'and':
      return [...keyTerms(condition.left), ...keyTerms(condition.right)];
    case 'compare': {
      if (condition.comparator === '<>') throw unusable('<>');
      const { left, right, comparator } = condition;
      if (left.kind === 'value') return [term(right, mirrored[comparator], [left])];
      return [term(left, comparator, [right])];
    }
    case 'between':
      return [term(condition.operand, 'between', [condition.lower, condition.upper])];
    case 'begins_with':
      return [term(condition.operand, 'begins_with', [condition.part])];
    case 'exists':
      throw unusable(condition.expected ? 'attribute_exists' : 'attribute_not_exists');
    default:
      throw unusable(condition.kind.toUpperCase());
  }
}

function term(key: Operand, operator: KeyTerm['operator'], operands: readonly Operand[]): KeyTerm {
  if (key.kind === 'size' || operands.some(({ kind }) => kind === 'size')) {
    throw invalid('KeyConditionExpressions cannot contain nested operations');
  }
  if (key.kind !== 'path') throw invalid('Invalid condition in KeyConditionExpression: No key attribute specified');
  if (key.path.length > 1) throw invalid('KeyConditionExpressions cannot have conditions on nested attributes');
  const values = operands.map((operand) => {
    if (operand.kind === 'value') return operand.value;
    throw invalid('Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition');
  });
  return { name: key.path[0], operator, values };
}

function bounds({ operator, values }: KeyTerm): Pick<KeyRange, 'lower' | 'upper'> {
  const [first = new Uint8Array(0), second = first] = values.map(encodeKeyValue);
  const inclusive = { range: first, inclusive: true };
  const exclusive = { range: first, inclusive: false };
  switch (operator) {
    case '<':
      return { upper: exclusive };
    case '<=':
      return { upper: inclusive };
    case '>':
      return { lower: exclusive };
    case '>=':
      return { lower: inclusive };
    case 'between':
      return { lower: inclusive, upper: { range: second, inclusive: true } };
    case 'begins_with':
      return prefixBounds(first);
    default:
      return { lower: inclusive, upper: inclusive };
  }
}

function prefixBounds(prefix: Uint8Array): Pick<KeyRange, 'lower' | 'upper'> {
  const lower = { range: prefix, inclusive: true };
  const last = prefix.findLastIndex((byte) => byte < 0xff);
  if (last === -1) return { lower };
  const successor = prefix.slice(0, last + 1).with(last, (prefix[last] ?? 0) + 1);
  return { lower, upper: { range: successor, inclusive: false } };
}

function unusable(operator: string): AwsError {
  return invalid(`Invalid operator used in KeyConditionExpression: ${operator}`);
}

function invalid(message: string): AwsError {
  return AwsError.validation(`Invalid KeyConditionExpression: ${message}`);
}
