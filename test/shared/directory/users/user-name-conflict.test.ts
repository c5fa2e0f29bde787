import { expect, test } from 'vitest';
import type { User } from '#shared/directory/users/user.ts';
import { nameTaken } from '#shared/directory/users/user-name-conflict.ts';
import { sampleProviderId, sampleUser } from '#test/doubles/samples.ts';

const owner = { by: 'provider', providerId: sampleProviderId } as const;
const exists = 'A user with this userName exists already.';
const isLocal = 'A local user has this userName: only an administrator can change the user or open it to provisioning.';

test.each<[string, User['management'] | undefined, string]>([
  ['a local user', { by: 'administrators' }, isLocal],
  ['a user of some provider, which it does not name', owner, exists],
  [
    'a user who is open to some provider, which it does not name',
    { by: 'administrators', openToProviderId: 'P' },
    exists,
  ],
  ['somebody who is gone by now', undefined, exists],
])('a name that is taken by %s is a 409 uniqueness', (_, management, detail) => {
  const error = nameTaken(management && sampleUser({ management }));

  expect(error).toMatchObject({ status: 409, scimType: 'uniqueness', detail });
});

test('a name that was held by a user whom its provider deleted meanwhile names no owner either', () => {
  const deleted = sampleUser({ management: owner, deletedAt: '2026-11-23T18:00:00.000Z' });

  expect(nameTaken(deleted)).toMatchObject({ detail: exists });
});
