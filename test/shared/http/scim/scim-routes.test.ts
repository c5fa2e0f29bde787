import { describe, expect, test } from 'vitest';
import { findOperation, scimRoutes } from '#shared/http/scim/scim-routes.ts';
import { ScimError } from '#shared/scim/error.ts';

const find = (method: string, path: string) => findOperation(path.split('/').filter(Boolean), method);

function errorOf(action: () => unknown): Pick<ScimError, 'status' | 'headers'> {
  try {
    action();
  } catch (error) {
    if (error instanceof ScimError) return { status: error.status, headers: error.headers };
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('RFC 7644 §3.2 endpoints', () => {
  test.each([
    ['POST', '/Users', 'createUser', ''],
    ['GET', '/Users', 'listUsers', ''],
    ['GET', '/Users/7', 'getUser', '7'],
    ['HEAD', '/Users/7', 'getUser', '7'],
    ['PUT', '/Users/7', 'replaceUser', '7'],
    ['PATCH', '/Users/7', 'patchUser', '7'],
    ['DELETE', '/Users/7', 'deleteUser', '7'],
    ['GET', '/ServiceProviderConfig', 'getServiceProviderConfig', ''],
    ['GET', '/ResourceTypes', 'listResourceTypes', ''],
    ['GET', '/ResourceTypes/User', 'getResourceType', 'User'],
    ['GET', '/Schemas', 'listSchemas', ''],
    ['GET', '/Schemas/urn:x', 'getSchema', 'urn:x'],
    ['GET', '/Groups', 'listGroups', ''],
    ['POST', '/Users/.search', 'searchUsers', '.search'],
    ['POST', '/.search', 'search', ''],
    ['POST', '/Bulk', 'bulk', ''],
  ])('%s %s is %s', (method, path, operation, id) => {
    expect(find(method, path)).toEqual({ operation, id });
  });

  test.each([
    ['POST', '/Groups'],
    ['GET', '/Groups/7'],
    ['PATCH', '/Groups/7'],
    ['POST', '/Groups/.search'],
    ['GET', '/Me'],
  ])('%s %s is left out on purpose: 501', (method, path) => {
    expect(errorOf(() => find(method, path))).toEqual({ status: 501, headers: {} });
  });

  test.each([
    ['DELETE', '/Users', 'GET, POST, HEAD'],
    ['POST', '/Users/7', 'GET, PUT, PATCH, DELETE, HEAD'],
    ['OPTIONS', '/Users/7', 'GET, PUT, PATCH, DELETE, HEAD'],
    ['PUT', '/ServiceProviderConfig', 'GET, HEAD'],
    ['OPTIONS', '/Groups', 'GET, HEAD'],
    ['GET', '/Users/.search', 'POST'],
    ['GET', '/.search', 'POST'],
    ['GET', '/Bulk', 'POST'],
    ['constructor', '/Schemas', 'GET, HEAD'],
  ])('%s %s is 405 and says what is allowed', (method, path, Allow) => {
    expect(errorOf(() => find(method, path))).toEqual({ status: 405, headers: { Allow } });
  });

  test.each(['/', '/users', '/Users/7/name', '/nowhere', '/Schemas/a/b', '/__proto__'])('%s is 404', (path) => {
    expect(errorOf(() => find('GET', path))).toEqual({ status: 404, headers: {} });
  });
});

test('no two routes have one path', () => {
  const paths = scimRoutes.map(({ path }) => path);

  expect(new Set(paths).size).toBe(paths.length);
});
