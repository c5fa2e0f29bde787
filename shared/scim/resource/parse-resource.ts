/** From the body of POST or PUT to a resource that can be stored and compared (RFC 7644 §3.3, §3.5.1). */
import { ScimError } from '#shared/scim/error.ts';
import type { ResourceType } from '#shared/scim/schema/definition.ts';
import { assignAttributes } from './assign.ts';
import { inSchemaOrder } from './complex-value.ts';
import { isJsonObject, type JsonObject } from './json.ts';
import type { Reading, Strictness } from './reading.ts';
import { requireAttributes } from './required.ts';
import { resourceDefinition } from './resource-definition.ts';
import { isScimObject, isValueList } from './same-value.ts';
import type { DraftObject, ScimObject } from './value.ts';

/** Each address is an item that users are found by, and one transaction holds 100. */
const maximumEmails = 40;

export type ParsedResource = {
  /** Canonical names, types and order; without `schemas` and readOnly attributes; unassigned attributes are absent. */
  readonly resource: ScimObject;
  /** Names, never values, of what was sent and is not kept. */
  readonly ignored: readonly string[];
};

/** @throws ScimError invalidSyntax, invalidValue; the detail names the attribute */
export function parseResource(body: unknown, resourceType: ResourceType, strictness: Strictness): ParsedResource {
  if (!isJsonObject(body)) {
    throw ScimError.invalidSyntax(`The body must be a JSON object: a ${resourceType.name} resource.`);
  }
  if (strictness === 'strict') requireSchemas(body, resourceType);
  const reading: Reading = { strictness, readOnly: 'ignore', ignored: [] };
  const assigned: DraftObject = {};
  assignAttributes(assigned, { op: 'replace', value: body }, resourceType, reading);
  const resource = inSchemaOrder(assigned, resourceDefinition(resourceType));
  requireResource(resource, resourceType);
  return { resource, ignored: reading.ignored };
}

/** What must be true of a resource as a whole before it is stored. @throws ScimError invalidValue */
export function requireResource(resource: ScimObject, resourceType: ResourceType): void {
  requireAttributes(resource, resourceDefinition(resourceType));
  requireFewEmails(resource);
}

/** `schemas` lists the resource type's schema, the extensions that are used, and no others (RFC 7643 §3). */
function requireSchemas(body: JsonObject, { schema, schemaExtensions }: ResourceType): void {
  const sent = Object.entries(body).find(([key]) => key.toLowerCase() === 'schemas')?.[1];
  const urns = (Array.isArray(sent) ? sent : []).map((urn: unknown) =>
    typeof urn === 'string' ? urn.toLowerCase() : '',
  );
  const known = [schema, ...schemaExtensions.map((extension) => extension.schema)].map(({ id }) => id.toLowerCase());
  if (!urns.includes(schema.id.toLowerCase()) || !urns.every((urn) => known.includes(urn))) {
    throw ScimError.invalidSyntax(
      `"schemas" must list ${schema.id} and only schemas of the ${schema.name} resource type.`,
    );
  }
  const unlisted = schemaExtensions.find(({ schema: { id } }) => !urns.includes(id.toLowerCase()) && has(body, id));
  if (unlisted !== undefined) {
    throw ScimError.invalidSyntax(`"schemas" must list ${unlisted.schema.id}: the resource has attributes of it.`);
  }
}

function has(body: JsonObject, name: string): boolean {
  return Object.entries(body).some(([key, value]) => key.toLowerCase() === name.toLowerCase() && value !== null);
}

function requireFewEmails({ emails }: ScimObject): void {
  if (!isValueList(emails) || emails.length <= maximumEmails) return;
  const distinct = new Set(emails.map((email) => isScimObject(email) && email.value));
  if (distinct.size > maximumEmails) {
    throw ScimError.invalidValue(`"emails" has ${distinct.size} addresses; at most ${maximumEmails} are kept.`);
  }
}
