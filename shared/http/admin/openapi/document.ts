/** The OpenAPI 3.1 document of the admin API, made of its routes and its contract; loaded when it is asked for. */
import { type AdminOperation, adminRoutes } from '#shared/http/admin/admin-routes.ts';
import { adminContract } from '#shared/http/admin/contract/contract.ts';
import type { Description } from '#shared/http/admin/contract/description.ts';
import { componentSchemas, schemaOf } from './components.ts';
import { parametersOf } from './parameters.ts';
import { responsesOf } from './responses.ts';

/** @param serverUrl where the API is, absolute or relative to where the document is */
export function openApiDocument(serverUrl: string) {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of Object.keys(adminRoutes) as AdminOperation[]) {
    const { method, path } = adminRoutes[operation];
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationObject(operation, path) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Reprieve: the admin API',
      version: '1',
      description:
        'Administration of provisioning providers, users, organizations and matters. Requests are signed with AWS credentials (Signature Version 4, service execute-api) that may execute-api:Invoke the route.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: serverUrl }],
    security: [{ awsSigV4: [] }],
    tags: tagNames().map((name) => ({ name })),
    paths,
    components: {
      schemas: componentSchemas(),
      securitySchemes: {
        awsSigV4: { type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authtype': 'awsSigv4' },
      },
    },
  };
}

function operationObject(operation: AdminOperation, path: string): object {
  const contract: Description = adminContract[operation];
  const { summary, description, body, bodyTypes = ['application/json'], isBodyOptional } = contract;
  return {
    operationId: operation,
    tags: [tagOf(path)],
    summary,
    ...(description !== undefined && { description }),
    parameters: parametersOf(path, contract),
    ...(body && {
      requestBody: {
        required: !isBodyOptional,
        content: Object.fromEntries(bodyTypes.map((type) => [type, { schema: schemaOf(body) }])),
      },
    }),
    responses: responsesOf(path, contract),
  };
}

/** The first segment: `users` of `/users/{userId}`. */
function tagOf(path: string): string {
  return path.split('/')[1] ?? '';
}

function tagNames(): readonly string[] {
  return [...new Set(Object.values(adminRoutes).map(({ path }) => tagOf(path)))];
}
