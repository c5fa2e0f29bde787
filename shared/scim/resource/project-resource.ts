/** Which attributes of a resource a response carries (RFC 7644 §3.9). */
import { formatAttributePath, parseAttributePath } from '#shared/scim/path/attribute-path.ts';
import type { AttributeDefinition, ResourceType } from '#shared/scim/schema/definition.ts';
import { complexValue } from './complex-value.ts';
import { memberName, resourceDefinition, subAttributesOf } from './resource-definition.ts';
import { isScimObject, isValueList } from './same-value.ts';
import type { ScimObject, ScimValue } from './value.ts';

/**
 * As in the query: names in attribute notation (RFC 7644 §3.10), in any case. `attributes` goes before
 * `excludedAttributes`.
 */
export type Projection = {
  readonly attributes?: readonly string[];
  readonly excludedAttributes?: readonly string[];
};

/** Lower-cased names of attributes and parts of them; one that no attribute has selects nothing. */
type Selection = { readonly mode: 'only' | 'without'; readonly names: ReadonlySet<string> };

/** What is returned by default. */
const unselected: Selection = { mode: 'without', names: new Set() };

/**
 * Attributes returned `always` stay, those returned `never` or only written go, those returned on `request` stay when
 * asked for (RFC 7643 §7).
 */
export function projectResource(resource: ScimObject, resourceType: ResourceType, projection: Projection): ScimObject {
  const selection = selectionOf(projection, resourceType);
  return projectMembers(resource, resourceDefinition(resourceType), '', selection) ?? {};
}

function selectionOf({ attributes = [], excludedAttributes = [] }: Projection, resourceType: ResourceType): Selection {
  const names = (listed: readonly string[]) => new Set(listed.flatMap((name) => named(name, resourceType)));
  if (attributes.length > 0) return { mode: 'only', names: names(attributes) };
  return { mode: 'without', names: names(excludedAttributes) };
}

/**
 * Attributes of the core schema go by their bare names, and its URN stands for all of them; what is no attribute path is
 * an extension's URN, or nothing.
 */
function named(name: string, { schema }: ResourceType): readonly string[] {
  if (name.toLowerCase() === schema.id.toLowerCase()) return schema.attributes.map((each) => each.name.toLowerCase());
  const path = parseAttributePath(name) ?? { name };
  const { urn, ...withoutUrn } = path;
  return [formatAttributePath(urn === schema.id ? withoutUrn : path).toLowerCase()];
}

function projectMembers(
  value: ScimObject,
  definition: AttributeDefinition,
  name: string,
  selection: Selection,
): ScimObject | undefined {
  const members: { [name: string]: ScimValue | undefined } = {};
  for (const member of subAttributesOf(definition)) {
    const current = value[member.name];
    if (current === undefined) continue;
    const ownName = memberName(definition, name, member.name).toLowerCase();
    members[member.name] = projectMember(current, member, ownName, selection);
  }
  return complexValue(members, definition);
}

function projectMember(
  value: ScimValue,
  definition: AttributeDefinition,
  name: string,
  selection: Selection,
): ScimValue | undefined {
  const { returned, mutability } = definition;
  if (returned === 'never' || mutability === 'writeOnly') return undefined;
  const named = selection.names.has(name);
  if (returned !== 'always') {
    if (selection.mode === 'without' && named) return undefined;
    if (returned === 'request' && !named) return undefined;
  }
  const inner = selection.mode === 'only' && (named || returned === 'always') ? unselected : selection;
  if (inner.mode === 'only' && definition.subAttributes === undefined) return undefined;
  if (isValueList(value)) {
    const values = value.flatMap((each) =>
      isScimObject(each) ? (projectMembers(each, definition, name, inner) ?? []) : each,
    );
    return values.length === 0 ? undefined : values;
  }
  return isScimObject(value) ? projectMembers(value, definition, name, inner) : value;
}
