/** From a PATCH path to the attribute definitions on the way to its target (RFC 7644 §3.5.2, §3.10). */
import { ScimError } from '#shared/scim/error.ts';
import { compileValueFilter } from '#shared/scim/filter/compile-filter.ts';
import type { Filter } from '#shared/scim/filter/types.ts';
import type { PatchPath } from '#shared/scim/path/parse-path.ts';
import { extensionUrns } from '#shared/scim/resource/client-deviations.ts';
import type { Strictness } from '#shared/scim/resource/reading.ts';
import { isScimObject } from '#shared/scim/resource/same-value.ts';
import { memberOf, resourceTarget, type Target } from '#shared/scim/resource/target.ts';
import { unsupportedAttribute } from '#shared/scim/resource/unsupported.ts';
import type { ScimValue } from '#shared/scim/resource/value.ts';
import type { AttributeDefinition, ResourceType } from '#shared/scim/schema/definition.ts';

/** Which values of a multi-valued attribute a value path means. */
type Selector = { readonly filter: Filter; readonly matches: (value: ScimValue) => boolean };

/** One attribute on the way, from the top level of the resource down. */
export type Step = Target & {
  readonly parent: AttributeDefinition;
  readonly selector?: Selector | undefined;
  /** Undefined where the path ends. */
  readonly next?: Step | undefined;
};

export type Location =
  | { readonly kind: 'attribute'; readonly first: Step }
  /** Named by the URN of its schema, or by no path at all. */
  | { readonly kind: 'resource' }
  /** One of `unsupportedUserAttributes`, or no attribute at all. */
  | { readonly kind: 'unsupported' | 'unknown'; readonly name: string };

/**
 * @throws ScimError invalidPath for a filter on an attribute with one value, invalidFilter for one that does not fit
 * the schema
 */
export function locate(path: PatchPath | undefined, resourceType: ResourceType, strictness: Strictness): Location {
  if (path === undefined) return { kind: 'resource' };
  const known = located.get(path);
  if (known?.resourceType === resourceType && known.strictness === strictness) return known.location;
  const location = find(path, resourceType, strictness);
  if (located.size >= maximumLocated) located.clear();
  located.set(path, { resourceType, strictness, location });
  return location;
}

/** An identity provider writes fewer; with the longest filters that a path may have, 20 megabytes at most. */
const maximumLocated = 100;

/** Not a WeakMap, which costs the garbage collector more than everything else together when each path is a new one. */
const located = new Map<
  PatchPath,
  {
    readonly resourceType: ResourceType;
    readonly strictness: Strictness;
    readonly location: Location;
  }
>();

function find(path: PatchPath, resourceType: ResourceType, strictness: Strictness): Location {
  const unsupported = unsupportedAttribute(path);
  if (unsupported !== undefined) return { kind: 'unsupported', name: unsupported };
  const resource = resourceTarget(resourceType);
  for (const urn of urnsOf(path, resourceType, strictness)) {
    const parts = partsOf(urn, path);
    if (parts.length === 0) return { kind: 'resource' };
    const first = stepTo(parts, resource, strictness);
    if (first !== undefined) return { kind: 'attribute', first };
  }
  return { kind: 'unknown', name: nameOf(path) };
}

function nameOf({ urn, name, subAttribute }: PatchPath): string {
  return `${[urn, name].filter((part) => part !== undefined).join(':')}${subAttribute === undefined ? '' : `.${subAttribute}`}`;
}

/** What one part of a path says. */
type Part = { readonly name: string; readonly filter?: Filter | undefined };

/** Where the attribute may be; undefined stands for the core schema, whose attributes are at the top level. */
function urnsOf(
  { urn }: PatchPath,
  resourceType: ResourceType,
  strictness: Strictness,
): readonly (string | undefined)[] {
  if (urn !== undefined) return [urn === resourceType.schema.id ? undefined : urn];
  return strictness === 'lenient' ? [undefined, ...extensionUrns(resourceType)] : [undefined];
}

function partsOf(urn: string | undefined, { name, filter, subAttribute }: PatchPath): readonly Part[] {
  const parts: Part[] = [];
  if (urn !== undefined) parts.push({ name: urn });
  if (name !== undefined) parts.push({ name, filter });
  if (subAttribute !== undefined) parts.push({ name: subAttribute });
  return parts;
}

/** The step to the first part, which leads on to the others; undefined without one, or when one is no attribute. */
function stepTo([part, ...others]: readonly Part[], parent: Target, strictness: Strictness): Step | undefined {
  if (part === undefined) return undefined;
  const target = memberOf(parent, part.name);
  if (target === undefined) return undefined;
  const selector = part.filter && selectorOf(part.filter, target.definition, strictness);
  const next = stepTo(others, target, strictness);
  if (others.length > 0 && next === undefined) return undefined;
  return { ...target, parent: parent.definition, selector, next };
}

function selectorOf(filter: Filter, definition: AttributeDefinition, strictness: Strictness): Selector {
  if (!definition.multiValued) {
    throw ScimError.invalidPath(`"${definition.name}" has one value: its path takes no filter.`);
  }
  const matches = compileValueFilter(filter, definition, strictness);
  return { filter, matches: (value) => isScimObject(value) && matches(value) };
}
