/** `Filter` to text: the inverse of `parseFilter`. */
import { formatAttributePath } from '#shared/scim/path/attribute-path.ts';
import type { Filter } from './types.ts';

/** Parses to an equal filter, if that is within the parser's limits. */
export function formatFilter(filter: Filter): string {
  switch (filter.kind) {
    case 'or':
      return `${formatFilter(filter.left)} or ${enclosed(filter.right, filter.right.kind === 'or')}`;
    case 'and':
      return `${enclosed(filter.left, filter.left.kind === 'or')} and ${enclosed(filter.right, isLogical(filter.right))}`;
    case 'not':
      return `not (${formatFilter(filter.filter)})`;
    case 'compare':
      return `${formatAttributePath(filter.path)} ${filter.op} ${JSON.stringify(filter.value)}`;
    case 'present':
      return `${formatAttributePath(filter.path)} pr`;
    case 'valuePath':
      return `${formatAttributePath(filter.path)}[${formatFilter(filter.filter)}]`;
  }
}

function isLogical(filter: Filter): boolean {
  return filter.kind === 'and' || filter.kind === 'or';
}

function enclosed(filter: Filter, needsParentheses: boolean): string {
  return needsParentheses ? `(${formatFilter(filter)})` : formatFilter(filter);
}
