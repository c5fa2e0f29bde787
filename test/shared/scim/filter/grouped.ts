/** A filter as text with every pair of parentheses that its structure has. */
import { formatFilter } from '#shared/scim/filter/format-filter.ts';
import type { Filter } from '#shared/scim/filter/types.ts';
import { formatAttributePath } from '#shared/scim/path/attribute-path.ts';

export function grouped(filter: Filter): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return `(${grouped(filter.left)} ${filter.kind} ${grouped(filter.right)})`;
    case 'not':
      return `not (${grouped(filter.filter)})`;
    case 'valuePath':
      return `${formatAttributePath(filter.path)}[${grouped(filter.filter)}]`;
    default:
      return formatFilter(filter);
  }
}
