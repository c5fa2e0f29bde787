/** Nothing personal is left in the table, or in an index of it, once a user is erased and its history forgotten. */
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eraseUser } from '#shared/directory/administration/erase-user.ts';
import { carryOutDeactivation } from '#shared/directory/deactivations/carry-out-deactivation.ts';
import { createUser } from '#shared/directory/provisioning/create-user.ts';
import { deleteUser } from '#shared/directory/provisioning/delete-user.ts';
import { patchUser } from '#shared/directory/provisioning/patch-user.ts';
import { pendingDeactivation } from '#shared/directory/users/user.ts';
import { sampleProvider } from '#test/doubles/samples.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import { type LocalTables, openLocalTables } from './local-table.ts';
import { storesOf } from './stores-of.ts';

let tables: LocalTables;

beforeAll(async () => {
  tables = await openLocalTables();
});

afterAll(async () => tables.close());

test('an erased user leaves what happened, and nothing personal', async () => {
  const table = await tables.makeTable();
  const { users, providers } = storesOf(table);
  const directory = { ...testDirectory(), users, providers };
  await providers.create(sampleProvider());
  const client = {
    providerId: sampleProvider().id,
    keyId: sampleProvider().credentials[0]?.keyId ?? '',
    requestId: 'r',
  };
  const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User'];
  const body = {
    schemas,
    userName: 'PERSONAL-name',
    externalId: 'PERSONAL-7',
    emails: [{ value: 'personal@example.com' }],
  };
  const operation = { op: 'replace', path: 'title', value: 'PERSONAL-title' };
  const patch = { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [operation] };
  const { id: userId } = await createUser(directory, { client, body });
  await patchUser(directory, { client, userId, body: patch });
  await deleteUser(directory, { client, userId });
  const deactivationId = pendingDeactivation(await users.get(userId))?.id ?? '';
  await directory.clock.sleep(sampleProvider().deactivationDelaySeconds * 1000);
  await carryOutDeactivation(directory, { userId, deactivationId, requestId: 'r' });
  const contents = async (index?: string) => {
    const scan = new ScanCommand({ TableName: table.tableName, ...(index !== undefined && { IndexName: index }) });
    return JSON.stringify((await tables.client.send(scan)).Items);
  };
  expect(await contents()).toMatch(/personal/i);

  await eraseUser(directory, { administrator: { administratorId: 'arn:aws:iam::1:user/ada', requestId: 'r' }, userId });

  expect(await contents()).not.toMatch(/personal/i);
  await expect.poll(() => contents('gsi1'), { timeout: 4000 }).not.toMatch(/personal/i);
  await expect.poll(() => contents('gsi2'), { timeout: 4000 }).toBe('[]');
  const history = (await users.history(userId, { limit: 10 })).items;
  expect(history.map((entry) => entry.operation)).toEqual(['create', 'patch', 'delete', 'deactivate', 'erase']);
});
