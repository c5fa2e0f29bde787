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
  located.set(path, { resourceType, strictness, location });
  return location;
}

/** As long as `parsePath` remembers the path, so does this. */
const located = new WeakMap<
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
  for (const urn of urnsOf(path, resourceType, strictness)) {
    const steps = stepsFrom(urn, path, resourceType, strictness);
    if (steps === undefined) continue;
    const first = steps.reduceRight<Step | undefined>((next, step) => ({ ...step, next }), undefined);
    return first === undefined ? { kind: 'resource' } : { kind: 'attribute', first };
  }
  return { kind: 'unknown', name: nameOf(path) };
}

function nameOf({ urn, name, subAttribute }: PatchPath): string {
  return `${[urn, name].filter((part) => part !== undefined).join(':')}${subAttribute === undefined ? '' : `.${subAttribute}`}`;
}

/** Where the attribute may be; undefined stands for the core schema, whose attributes are at the top level. */
function urnsOf(
  { urn }: PatchPath,
  resourceType: ResourceType,
  strictness: Strictness,
): readonly (string | undefined)[] {
  if (urn !== undefined) return [urn === resourceType.schema.id ? undefined : urn];
  return strictness === 'lenient' ? [undefined, ...extensionUrns(resourceType)] : [undefined];
}

function stepsFrom(
  urn: string | undefined,
  { name, filter, subAttribute }: PatchPath,
  resourceType: ResourceType,
  strictness: Strictness,
): readonly Step[] | undefined {
  const steps: Step[] = [];
  let parent = resourceTarget(resourceType);
  for (const [part, partFilter] of [[urn], [name, filter], [subAttribute]] as const) {
    if (part === undefined) continue;
    const target = memberOf(parent, part);
    if (target === undefined) return undefined;
    const selector = partFilter && selectorOf(partFilter, target.definition, strictness);
    steps.push({ ...target, parent: parent.definition, selector });
    parent = target;
  }
  return steps;
}

function selectorOf(filter: Filter, definition: AttributeDefinition, strictness: Strictness): Selector {
  if (!definition.multiValued) {
    throw ScimError.invalidPath(`"${definition.name}" has one value: its path takes no filter.`);
  }
  const matches = compileValueFilter(filter, definition, strictness);
  return { filter, matches: (value) => isScimObject(value) && matches(value) };
}
