import { expect, test } from 'vitest';
import { reactivateUser } from '#shared/directory/administration/change-life.ts';
import { createLocalUser, editUser } from '#shared/directory/administration/local-users.ts';
import { Unavailable } from '#shared/directory/errors.ts';
import { sampleCreation, sampleUser } from '#test/doubles/samples.ts';
import type { TestDirectory } from '#test/doubles/test-directory.ts';
import { administering, administrator } from './administration.ts';

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const deletedAt = '2026-11-23T18:00:00.000Z';
const life = { state: 'deactivated', at: deletedAt, cause: 'administrator' } as const;

type Change = (directory: TestDirectory, userId: string) => Promise<unknown>;

const changes: [string, object, Change][] = [
  [
    'reactivating a deleted user',
    { life, deletedAt, attributes: { userName: 'ada' } },
    (directory, userId) => reactivateUser(directory, { administrator, userId }),
  ],
  [
    'renaming a user',
    {},
    (directory, userId) => {
      const body = { schemas: [patchOp], Operations: [{ op: 'replace', path: 'userName', value: 'ada' }] };
      return editUser(directory, { administrator, userId, body });
    },
  ],
  [
    'creating a local user',
    {},
    (directory) => {
      const body = { schemas: [core], userName: 'ada' };
      return createLocalUser(directory, { administrator, organizationId: 'default', body });
    },
  ],
];

/** Right before the user is changed another one gets the name, and so much time goes by. */
async function takenAtTheLastMoment(user: object, seconds = 0) {
  const { directory, request } = await administering(user);
  directory.users.beforeNext('commit', async () => {
    directory.clock.advance(seconds);
    const other = sampleUser({ id: '01KARQ00000000000000000002', attributes: { userName: 'ada' } });
    await directory.users.commit(sampleCreation(other));
  });
  return { directory, request };
}

test.each(changes)('%s is refused when somebody takes the userName at the last moment', async (_, user, change) => {
  const { directory, request } = await takenAtTheLastMoment(user);

  await expect(change(directory, request.userId)).rejects.toMatchObject({ code: 'USER_NAME_TAKEN' });
});

test.each(changes)('%s is refused so even when no time is left to look who has it', async (_, user, change) => {
  const { directory, request } = await takenAtTheLastMoment(user, 6);

  await expect(change(directory, request.userId)).rejects.toMatchObject({ code: 'USER_NAME_TAKEN' });
});

test.each(changes)('%s stays Unavailable when the store is', async (_, user, change) => {
  const { directory, request } = await administering(user);
  const commit = async () => {
    throw new Unavailable('DynamoDB is down.');
  };
  const down = { ...directory, users: { ...directory.users, commit } };

  await expect(change(down, request.userId)).rejects.toBeInstanceOf(Unavailable);
});
