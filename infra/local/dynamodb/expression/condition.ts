/** The syntax tree of condition, filter and key condition expressions, and whether an item meets it. */
import { type AttributeValue, type Item, typeOf } from '#infra/local/dynamodb/attribute-value.ts';
import { beginsWith, containsValue, equalValues, orderValues, sizeOf } from '#infra/local/dynamodb/compare.ts';
import { type DocumentPath, valueAt } from './document-path.ts';

/** What is compared: a place in the item, a value of the request, or the size of either. */
export type Operand =
  | { readonly kind: 'path'; readonly path: DocumentPath }
  | { readonly kind: 'value'; readonly value: AttributeValue }
  | { readonly kind: 'size'; readonly of: Operand };

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly condition: Condition }
  | { readonly kind: 'compare'; readonly comparator: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'between'; readonly operand: Operand; readonly lower: Operand; readonly upper: Operand }
  | { readonly kind: 'in'; readonly operand: Operand; readonly candidates: readonly Operand[] }
  | { readonly kind: 'exists'; readonly path: DocumentPath; readonly expected: boolean }
  | { readonly kind: 'attribute_type'; readonly operand: Operand; readonly type: string }
  | { readonly kind: 'begins_with' | 'contains'; readonly operand: Operand; readonly part: Operand };

/** Developer guide, "Condition expressions": what is missing or of another type is unequal and has no order. */
export function meetsCondition(item: Item, condition: Condition): boolean {
  const resolve = (operand: Operand) => resolveOperand(item, operand);
  switch (condition.kind) {
    case 'and':
      return meetsCondition(item, condition.left) && meetsCondition(item, condition.right);
    case 'or':
      return meetsCondition(item, condition.left) || meetsCondition(item, condition.right);
    case 'not':
      return !meetsCondition(item, condition.condition);
    case 'compare':
      return compare(resolve(condition.left), condition.comparator, resolve(condition.right));
    case 'between': {
      const value = resolve(condition.operand);
      return compare(value, '>=', resolve(condition.lower)) && compare(value, '<=', resolve(condition.upper));
    }
    case 'in': {
      const value = resolve(condition.operand);
      return condition.candidates.some((candidate) => compare(value, '=', resolve(candidate)));
    }
    case 'exists':
      return (valueAt(item, condition.path) !== undefined) === condition.expected;
    case 'attribute_type': {
      const value = resolve(condition.operand);
      return value !== undefined && typeOf(value) === condition.type;
    }
    case 'begins_with':
    case 'contains': {
      const value = resolve(condition.operand);
      const part = resolve(condition.part);
      const holds = condition.kind === 'contains' ? containsValue : beginsWith;
      return value !== undefined && part !== undefined && holds(value, part);
    }
  }
}

function resolveOperand(item: Item, operand: Operand): AttributeValue | undefined {
  if (operand.kind === 'value') return operand.value;
  if (operand.kind === 'path') return valueAt(item, operand.path);
  const value = resolveOperand(item, operand.of);
  const size = value && sizeOf(value);
  return size === undefined ? undefined : { N: String(size) };
}

function compare(left: AttributeValue | undefined, comparator: Comparator, right: AttributeValue | undefined): boolean {
  const equal = left !== undefined && right !== undefined && equalValues(left, right);
  if (comparator === '=') return equal;
  if (comparator === '<>') return !equal;
  const order = left && right && orderValues(left, right);
  if (order === undefined) return false;
  if (comparator === '<') return order < 0;
  if (comparator === '<=') return order <= 0;
  return comparator === '>' ? order > 0 : order >= 0;
}

/** Every path that the condition reads. */
export function conditionPaths(condition: Condition): readonly DocumentPath[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return [...conditionPaths(condition.left), ...conditionPaths(condition.right)];
    case 'not':
      return conditionPaths(condition.condition);
    case 'compare':
      return [condition.left, condition.right].flatMap(operandPaths);
    case 'between':
      return [condition.operand, condition.lower, condition.upper].flatMap(operandPaths);
    case 'in':
      return [condition.operand, ...condition.candidates].flatMap(operandPaths);
    case 'exists':
      return [condition.path];
    case 'attribute_type':
      return operandPaths(condition.operand);
    case 'begins_with':
    case 'contains':
      return [condition.operand, condition.part].flatMap(operandPaths);
  }
}

function operandPaths(operand: Operand): readonly DocumentPath[] {
  if (operand.kind === 'size') return operandPaths(operand.of);
  return operand.kind === 'path' ? [operand.path] : [];
}
