/** Document paths (`a.b[2].c`): what they lead to in an item, and items with the place changed. */
import { AwsError } from '#infra/local/aws-error.ts';
import { type AttributeValue, attribute, type Item, withoutAttribute } from '#infra/local/dynamodb/attribute-value.ts';

/** An attribute's name, then names in maps and indexes in lists. */
export type DocumentPath = readonly [string, ...(string | number)[]];

/** The value at the path, or undefined when there is none. */
export function valueAt(item: Item, path: DocumentPath): AttributeValue | undefined {
  const [head, ...rest] = path;
  let value = attribute(item, head);
  for (const element of rest) value = value && childOf(value, element);
  return value;
}

function childOf(value: AttributeValue, element: string | number): AttributeValue | undefined {
  if (typeof element === 'number') return 'L' in value ? value.L[element] : undefined;
  return 'M' in value ? attribute(value.M, element) : undefined;
}

/** The place's new value, given its present one; undefined removes the place. */
export type Change = (present: AttributeValue | undefined) => AttributeValue | undefined;

/** The item with the place changed. @throws a validation error when the place's parent is missing or of another type */
export function changeAt(item: Item, path: readonly (string | number)[], change: Change): Item {
  const [head, ...rest] = path;
  if (typeof head !== 'string') throw invalidForUpdate();
  const present = attribute(item, head);
  const changed = rest.length === 0 ? change(present) : changeInside(present, rest, change);
  return changed === undefined ? withoutAttribute(item, head) : { ...item, [head]: changed };
}

function changeInside(
  parent: AttributeValue | undefined,
  path: readonly (string | number)[],
  change: Change,
): AttributeValue {
  const [head, ...rest] = path;
  if (parent !== undefined && 'M' in parent && typeof head === 'string') return { M: changeAt(parent.M, path, change) };
  if (parent === undefined || !('L' in parent) || typeof head !== 'number') throw invalidForUpdate();
  const present = parent.L[head];
  const changed = rest.length === 0 ? change(present) : changeInside(present, rest, change);
  if (changed === undefined) return { L: parent.L.filter((_, index) => index !== head) };
  // An index behind the end appends.
  return { L: head < parent.L.length ? parent.L.with(head, changed) : [...parent.L, changed] };
}

function invalidForUpdate(): AwsError {
  return AwsError.validation('The document path provided in the update expression is invalid for update');
}

/** How error messages write a path. */
export function describePath(path: DocumentPath): string {
  return `[${path.map((element) => (typeof element === 'number' ? `[${element}]` : element)).join(', ')}]`;
}

/** @throws a validation error when one path leads into another, or two disagree whether a place is a list */
export function requireDisjoint(paths: readonly DocumentPath[], fail: (message: string) => never): void {
  paths.forEach((path, index) => {
    for (const earlier of paths.slice(0, index)) {
      const relation = relationOf(earlier, path);
      if (relation === undefined) continue;
      const rule = 'must remove or rewrite one of these paths';
      const both = `path one: ${describePath(earlier)}, path two: ${describePath(path)}`;
      fail(`Two document paths ${relation} with each other; ${rule}; ${both}`);
    }
  });
}

function relationOf(left: DocumentPath, right: DocumentPath): 'overlap' | 'conflict' | undefined {
  const shared = Math.min(left.length, right.length);
  const fork = left.slice(0, shared).findIndex((element, index) => element !== right[index]);
  if (fork === -1) return 'overlap';
  return typeof left[fork] === typeof right[fork] ? undefined : 'conflict';
}
