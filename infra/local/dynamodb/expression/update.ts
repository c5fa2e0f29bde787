/** The syntax tree of update expressions, and the item that one makes of another. */
import { AwsError } from '#infra/local/aws-error.ts';
import { type AttributeValue, type Item, setMembers, typeOf } from '#infra/local/dynamodb/attribute-value.ts';
import { addNumbers, subtractNumbers } from '#infra/local/dynamodb/number.ts';
import { changeAt, type DocumentPath, valueAt } from './document-path.ts';

/** The right side of SET. */
export type UpdateOperand =
  | { readonly kind: 'path'; readonly path: DocumentPath }
  | { readonly kind: 'value'; readonly value: AttributeValue }
  | { readonly kind: 'if_not_exists'; readonly path: DocumentPath; readonly otherwise: UpdateOperand }
  | { readonly kind: '+' | '-' | 'list_append'; readonly left: UpdateOperand; readonly right: UpdateOperand };

export type UpdateAction =
  | { readonly kind: 'SET'; readonly path: DocumentPath; readonly operand: UpdateOperand }
  | { readonly kind: 'REMOVE'; readonly path: DocumentPath }
  | { readonly kind: 'ADD' | 'DELETE'; readonly path: DocumentPath; readonly value: AttributeValue };

/** Developer guide, "Using update expressions": every right side sees the item as it was before the update. */
export function applyUpdate(item: Item, actions: readonly UpdateAction[]): Item {
  const changes = actions.map((action) => ({ action, change: changeOf(item, action) }));
  // Indexes mean the lists as they were: what behind the end appends goes in order, removals go last and from the end.
  const kept = changes.filter(({ action }) => action.kind !== 'REMOVE').sort(byPath);
  const removed = changes.filter(({ action }) => action.kind === 'REMOVE').sort((a, b) => byPath(b, a));
  return [...kept, ...removed].reduce((result, { action, change }) => changeAt(result, action.path, change), item);
}

type PlannedChange = { readonly action: UpdateAction; readonly change: ReturnType<typeof changeOf> };

function byPath({ action: { path: left } }: PlannedChange, { action: { path: right } }: PlannedChange): number {
  const fork = left.findIndex((element, index) => element !== right[index]);
  const a = left[fork] ?? 0;
  const b = right[fork] ?? 0;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return a < b ? -1 : 1;
}

function changeOf(item: Item, action: UpdateAction) {
  switch (action.kind) {
    case 'SET': {
      const value = resolve(item, action.operand);
      return () => value;
    }
    case 'REMOVE':
      return () => undefined;
    case 'ADD':
      return (present: AttributeValue | undefined) => add(present, action.value);
    case 'DELETE':
      return (present: AttributeValue | undefined) => deleteMembers(present, action.value);
  }
}

function resolve(item: Item, operand: UpdateOperand): AttributeValue {
  switch (operand.kind) {
    case 'value':
      return operand.value;
    case 'path':
      return valueAt(item, operand.path) ?? failMissing();
    case 'if_not_exists':
      return valueAt(item, operand.path) ?? resolve(item, operand.otherwise);
    case 'list_append': {
      const left = resolve(item, operand.left);
      const right = resolve(item, operand.right);
      return 'L' in left && 'L' in right ? { L: [...left.L, ...right.L] } : failType();
    }
    default: {
      const left = resolve(item, operand.left);
      const right = resolve(item, operand.right);
      if (!('N' in left && 'N' in right)) return failType();
      return { N: operand.kind === '+' ? addNumbers(left.N, right.N) : subtractNumbers(left.N, right.N) };
    }
  }
}

function add(present: AttributeValue | undefined, value: AttributeValue): AttributeValue {
  if (present === undefined) return value;
  if ('N' in present && 'N' in value) return { N: addNumbers(present.N, value.N) };
  const members = membersOf(present, value);
  const added = (setMembers(value) ?? []).filter((member) => !members.includes(member));
  return withMembers(value, [...members, ...added]);
}

function deleteMembers(present: AttributeValue | undefined, value: AttributeValue): AttributeValue | undefined {
  if (present === undefined) return undefined;
  const deleted = new Set(setMembers(value));
  const left = membersOf(present, value).filter((member) => !deleted.has(member));
  return left.length === 0 ? undefined : withMembers(value, left);
}

function membersOf(present: AttributeValue, value: AttributeValue): readonly string[] {
  return (typeOf(present) === typeOf(value) ? setMembers(present) : undefined) ?? failType();
}

function withMembers(set: AttributeValue, members: readonly string[]): AttributeValue {
  if ('SS' in set) return { SS: members };
  return 'NS' in set ? { NS: members } : { BS: members };
}

function failType(): never {
  throw AwsError.validation('An operand in the update expression has an incorrect data type');
}

function failMissing(): never {
  throw AwsError.validation('The provided expression refers to an attribute that does not exist in the item');
}
