/** Projection expressions: the attributes, elements and parts of an item that a request wants back. */
import { type AttributeValue, attribute, type Item } from '#infra/local/dynamodb/attribute-value.ts';
import { type DocumentPath, requireDisjoint } from './document-path.ts';
import type { Placeholders } from './placeholders.ts';
import { createReader } from './reader.ts';

/** @throws a validation error */
export function parseProjection(expression: string, placeholders: Placeholders): readonly DocumentPath[] {
  const reader = createReader('ProjectionExpression', expression, placeholders);
  const paths = [reader.path()];
  while (reader.accept(',')) paths.push(reader.path());
  if (reader.peek() !== '') reader.failHere();
  requireDisjoint(paths, reader.fail);
  return paths;
}

/** Only what the paths lead to, inside the maps and lists that lead there; elements of a list keep their order. */
export function project(item: Item, paths: readonly (readonly (string | number)[])[]): Item {
  const names = new Set(paths.map(([head]) => head).filter((head) => typeof head === 'string'));
  const entries = [...names].flatMap((name) => {
    const value = projectValue(attribute(item, name), tails(paths, name));
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

function tails(paths: readonly (readonly (string | number)[])[], head: string | number) {
  return paths.filter(([first]) => first === head).map(([, ...rest]) => rest);
}

function projectValue(
  value: AttributeValue | undefined,
  paths: readonly (readonly (string | number)[])[],
): AttributeValue | undefined {
  if (value === undefined || paths.some((path) => path.length === 0)) return value;
  if ('M' in value) {
    const M = project(value.M, paths);
    return Object.keys(M).length > 0 ? { M } : undefined;
  }
  if (!('L' in value)) return undefined;
  const L = value.L.flatMap((element, index) => {
    const inner = tails(paths, index);
    const projected = inner.length > 0 ? projectValue(element, inner) : undefined;
    return projected === undefined ? [] : [projected];
  });
  return L.length > 0 ? { L } : undefined;
}
