/** The endpoints of RFC 7644 §3.2 under the SCIM base URL, as data, and how a path and a method find one. */
import { ScimError } from '#shared/scim/error.ts';

export type ScimOperation =
  | 'createUser'
  | 'listUsers'
  | 'searchUsers'
  | 'getUser'
  | 'replaceUser'
  | 'patchUser'
  | 'deleteUser'
  | 'getServiceProviderConfig'
  | 'listResourceTypes'
  | 'getResourceType'
  | 'listSchemas'
  | 'getSchema'
  | 'listGroups'
  | 'search'
  | 'bulk';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

type ScimRoute = {
  /** `{id}` stands for one segment. */
  readonly path: string;
  readonly operations: { readonly [method in Method]?: ScimOperation };
  /** What is answered 501 instead of 405: RFC 7644 knows the endpoint, Reprieve leaves it out on purpose. */
  readonly notImplemented?: { readonly methods: readonly Method[]; readonly detail: string };
};

const everyMethod: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const noGroups = 'Groups are not supported: provision users only.';

/** In the order in which they are tried. */
export const scimRoutes: readonly ScimRoute[] = [
  { path: '/Users', operations: { GET: 'listUsers', POST: 'createUser' } },
  { path: '/Users/.search', operations: { POST: 'searchUsers' } },
  {
    path: '/Users/{id}',
    operations: { GET: 'getUser', PUT: 'replaceUser', PATCH: 'patchUser', DELETE: 'deleteUser' },
  },
  { path: '/ServiceProviderConfig', operations: { GET: 'getServiceProviderConfig' } },
  { path: '/ResourceTypes', operations: { GET: 'listResourceTypes' } },
  { path: '/ResourceTypes/{id}', operations: { GET: 'getResourceType' } },
  { path: '/Schemas', operations: { GET: 'listSchemas' } },
  { path: '/Schemas/{id}', operations: { GET: 'getSchema' } },
  {
    path: '/Groups',
    operations: { GET: 'listGroups' },
    notImplemented: { methods: everyMethod, detail: noGroups },
  },
  { path: '/Groups/{id}', operations: {}, notImplemented: { methods: everyMethod, detail: noGroups } },
  {
    path: '/Me',
    operations: {},
    notImplemented: { methods: everyMethod, detail: 'Credentials belong to providers, not to users: there is no /Me.' },
  },
  { path: '/Bulk', operations: { POST: 'bulk' } },
  { path: '/.search', operations: { POST: 'search' } },
];

/**
 * @param segments of the path after the SCIM base URL
 * @param method HEAD is answered as GET is (RFC 9110 §9.3.2)
 * @throws ScimError 404, 405 with Allow, 501
 */
export function findOperation(
  segments: readonly string[],
  method: string,
): { readonly operation: ScimOperation; readonly id: string } {
  for (const route of scimRoutes) {
    const id = match(route.path, segments);
    if (id !== undefined) return { operation: operationFor(route, method === 'HEAD' ? 'GET' : method), id };
  }
  throw ScimError.notFound(
    'There is no such endpoint. The endpoints are /Users, /Bulk, /ServiceProviderConfig, /ResourceTypes and /Schemas under the SCIM base URL.',
  );
}

/** The segment that `{id}` stands for; empty when the path has none, `undefined` when it does not match. */
function match(path: string, segments: readonly string[]): string | undefined {
  const [, name, parameter] = path.split('/');
  if (segments[0] !== name || segments.length !== (parameter === undefined ? 1 : 2)) return undefined;
  const [, id = ''] = segments;
  return parameter === undefined || parameter === '{id}' || parameter === id ? id : undefined;
}

function operationFor({ path, operations, notImplemented }: ScimRoute, method: string): ScimOperation {
  const known = everyMethod.find((candidate) => candidate === method);
  const operation = known && operations[known];
  if (operation !== undefined) return operation;
  if (known !== undefined && notImplemented?.methods.includes(known)) {
    throw ScimError.notImplemented(notImplemented.detail);
  }
  const allowed = everyMethod.filter((candidate) => candidate in operations);
  const heads = operations.GET === undefined ? [] : ['HEAD'];
  throw ScimError.methodNotAllowed(`${path} does not support this method.`, [...allowed, ...heads]);
}
