import { expect, test } from 'vitest';
import { withSchemas } from '#shared/scim/resource/with-schemas.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

test('schemas come first and list the extensions that have attributes in the resource', () => {
  const plain = withSchemas({ userName: 'jane' }, userResourceType);
  const extended = withSchemas({ userName: 'jane', [enterprise]: { department: 'SCIM' } }, userResourceType);

  expect(JSON.stringify(plain)).toBe(JSON.stringify({ schemas: [core], userName: 'jane' }));
  expect(extended.schemas).toEqual([core, enterprise]);
});
