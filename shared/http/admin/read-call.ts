/** From an API Gateway event to what an operation is given: every part checked against the contract. */
import * as z from 'zod/mini';
import type { Administrator } from '#shared/directory/administration/administrator.ts';
import { NotFound } from '#shared/directory/errors.ts';
import { jsonBody } from '#shared/http/body.ts';
import { prefers } from '#shared/http/media-type.ts';
import { header, type ProxyEvent } from '#shared/http/proxy-event.ts';
import { type AdminOperation, adminRoutes } from './admin-routes.ts';
import { adminContract } from './contract/contract.ts';
import type { Description } from './contract/description.ts';
import { csvMediaType } from './csv.ts';
import { positionOf } from './cursor.ts';
import { check, InvalidRequest, inBody, inQuery, type Place } from './invalid-request.ts';
import { identifier, organizationIdentifier } from './messages/common.ts';
import type { AdminCall } from './operation.ts';

/** @throws NotFound when there is no such operation */
export function operationOf({ httpMethod, resource }: ProxyEvent): AdminOperation {
  for (const name of operationNames) {
    const { method, path } = adminRoutes[name];
    if (method === httpMethod && path === resource) return name;
  }
  throw new NotFound('There is no such operation.');
}

const operationNames = Object.keys(adminRoutes) as AdminOperation[];

/** @throws NotFound, InvalidRequest; ScimError 400, 413, 415 */
export function readCall(name: AdminOperation, event: ProxyEvent, administrator: Administrator): UntypedCall {
  const description: Description = adminContract[name];
  const parameters = pathParameters(event);
  const query = queryParameters(event);
  return {
    administrator,
    parameter: (parameter: string) => parameters[parameter] ?? '',
    query: withPosition(name, check(description.query ?? noQuery, query, inQuery), inQuery),
    body: withPosition(name, readBody(description, event), inBody),
    ...(description.isConditional && ifVersion(event)),
    ...(description.isCreation && { idempotencyKey: header(event, 'Idempotency-Key') }),
    wantsCsv: description.hasCsv === true && prefers(header(event, 'Accept'), csvMediaType, 'application/json'),
    target: { path: event.requestContext.path ?? event.resource, query },
  };
}

/** What was checked against the contract, without the types that follow from it. */
type UntypedCall = { readonly [part in keyof AdminCall<AdminOperation>]: unknown } & Pick<
  AdminCall<AdminOperation>,
  'target'
>;

const noQuery = z.strictObject({});

/** A cursor is the API's own; the directory knows positions. @throws InvalidRequest */
function withPosition(name: AdminOperation, parts: unknown, place: Place): unknown {
  const { success, data } = z.looseObject({ cursor: z.string() }).safeParse(parts);
  return success ? { ...data, cursor: positionOf(name, data.cursor, place) } : parts;
}

/** What cannot be an id is not there, and no store is asked for it. */
function pathParameters({ pathParameters }: ProxyEvent): Readonly<Record<string, string>> {
  const parameters = pathParameters ?? {};
  for (const [name, value] of Object.entries(parameters)) {
    if (!name.endsWith('Id')) continue;
    const schema = name === 'organizationId' ? organizationIdentifier : identifier;
    if (!schema.safeParse(value).success) {
      throw new NotFound(`There is no ${name.slice(0, -2)} ${value.toWellFormed().slice(0, 100)}.`);
    }
  }
  return parameters;
}

/** Each with its one value. @throws InvalidRequest */
function queryParameters({ multiValueQueryStringParameters }: ProxyEvent): Readonly<Record<string, string>> {
  const parameters = Object.entries(multiValueQueryStringParameters ?? {});
  const errors = parameters.flatMap(([parameter, values]) => {
    if (values.length > 1) return [{ parameter, detail: 'is given more than once' }];
    return values.every((value) => value.isWellFormed()) ? [] : [{ parameter, detail: 'is no text' }];
  });
  if (errors.length > 0) throw new InvalidRequest(errors);
  return Object.fromEntries(parameters.map(([name, [value = '']]) => [name, value]));
}

/** @throws InvalidRequest; ScimError 400, 413, 415 */
function readBody({ body, bodyTypes = ['application/json'], isBodyOptional }: Description, event: ProxyEvent): unknown {
  if (body === undefined) {
    // Some clients send one with every request.
    const isEmpty = !event.body || event.body.trim() === '{}';
    if (isEmpty) return undefined;
    throw new InvalidRequest([{ pointer: '', detail: 'this operation takes no body' }]);
  }
  const isLeftOut = isBodyOptional && !event.body;
  return check(body, isLeftOut ? {} : jsonBody(event, bodyTypes), inBody);
}

/** @throws InvalidRequest */
function ifVersion(event: ProxyEvent): { ifVersion?: number } {
  const value = header(event, 'If-Match')?.trim();
  if (value === undefined || value === '*') return {};
  const [, version] = /^(?:W\/)?"(\d{1,15})"$/.exec(value) ?? [];
  if (version === undefined) {
    throw new InvalidRequest([{ parameter: 'If-Match', detail: 'must be * or an ETag as answered, such as W/"3"' }]);
  }
  return { ifVersion: Number(version) };
}
