/** The messages of the admin API by their names in the OpenAPI document. */

import * as z from 'zod/mini';
import * as deactivation from '#shared/http/admin/messages/deactivation.ts';
import * as log from '#shared/http/admin/messages/log.ts';
import * as matter from '#shared/http/admin/messages/matter.ts';
import * as organization from '#shared/http/admin/messages/organization.ts';
import * as problem from '#shared/http/admin/messages/problem.ts';
import * as provider from '#shared/http/admin/messages/provider.ts';
import * as user from '#shared/http/admin/messages/user.ts';
import type { JsonSchema } from './json-schema.ts';

const messages = {
  NewProvider: provider.newProviderRequest,
  ProviderSettings: provider.providerSettingsRequest,
  Disabling: provider.disablingRequest,
  Rotation: provider.rotationRequest,
  Provider: provider.providerMessage,
  Providers: provider.providersMessage,
  Connection: provider.connectionMessage,
  OrganizationName: organization.organizationRequest,
  Organization: organization.organizationMessage,
  Organizations: organization.organizationsMessage,
  NewUser: user.newUserRequest,
  PatchOp: user.patchOpRequest,
  Placement: user.placementRequest,
  Management: user.managementRequest,
  Role: user.roleRequest,
  Roles: user.rolesRequest,
  User: user.userMessage,
  Users: user.usersMessage,
  MatterName: matter.matterRequest,
  Matter: matter.matterMessage,
  Matters: matter.mattersMessage,
  Custodians: matter.custodiansMessage,
  Holds: matter.holdsRequest,
  HoldOutcomes: matter.holdsMessage,
  PendingDeactivations: deactivation.pendingDeactivationsMessage,
  Cancellation: deactivation.cancellationRequest,
  CancellationOutcome: deactivation.cancellationMessage,
  LogEntry: log.logEntryMessage,
  Log: log.logMessage,
  Problem: problem.problemMessage,
} as const;

const registry = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries<z.ZodMiniType>(messages)) registry.add(schema, { id });

/** The JSON Schema of each message, as OpenAPI 3.1 takes it. */
export function componentSchemas(): Readonly<Record<string, JsonSchema>> {
  const { schemas } = z.toJSONSchema(registry, {
    io: 'input',
    uri: componentReference,
    override: withoutPatternOfTime,
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _dialect, $id: _uri, ...schema }]) => [id, schema]),
  );
}

/** The format says it all; as a pattern it fills the page. */
function withoutPatternOfTime({ jsonSchema }: { readonly jsonSchema: { format?: string; pattern?: string } }): void {
  if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
}

/** A message by reference, anything else in place. */
export function schemaOf(schema: z.ZodMiniType): JsonSchema {
  const id = registry.get(schema)?.id;
  if (id !== undefined) return { $ref: componentReference(id) };
  const { $schema: _dialect, ...inPlace } = z.toJSONSchema(schema, { io: 'input' });
  return inPlace;
}

export function componentReference(id: string): string {
  return `#/components/schemas/${id}`;
}
