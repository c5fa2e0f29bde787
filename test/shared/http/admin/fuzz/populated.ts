/** A directory to fuzz: users in every state of life, a matter, organizations, two providers; ids are the same each time. */
import type { Directory } from '#shared/directory/ports.ts';
import type { User } from '#shared/directory/users/user.ts';
import { sampleCreation, samplePendingDeactivation, sampleProvider, sampleUser } from '#test/doubles/samples.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import { adminApiOn } from '#test/shared/http/admin/admin-api.ts';

const otherProvider = sampleProvider({ id: '01KARPZZZZ0000000000000002', displayName: 'Okta' });

/** One for each state of life. */
const users: readonly User[] = [
  sampleUser(),
  user(2, { life: { state: 'pending', deactivation: samplePendingDeactivation() } }),
  user(3, { life: { state: 'deactivated', at: '2026-11-23T18:00:00.000Z', cause: 'provisioning' } }),
  user(4, {
    life: { state: 'pending', deactivation: samplePendingDeactivation({ id: '01KARQ0000000000000000000E' }) },
    deletedAt: '2026-11-23T18:00:00.000Z',
  }),
  user(5, { management: { by: 'administrators' } }),
  user(6, { blocks: { administrator: '2026-11-23T18:00:00.000Z' }, roles: ['Reader'] }),
];

function user(number: number, changes: Partial<User>): User {
  return sampleUser({
    id: `01KARQ0000000000000000000${number}`,
    attributes: { userName: `user${number}@example.com`, externalId: `e${number}` },
    ...changes,
  });
}

/** @returns the API, and the ids that requests may find something by */
export async function populated(directory: Directory = testDirectory()) {
  const api = await adminApiOn(directory);
  await api.directory.providers.create(otherProvider);
  for (const each of users) {
    const { after, entry } = sampleCreation(each);
    await api.directory.users.commit({ after, entry: { ...entry, id: entry.id.slice(0, -1) + each.id.slice(-1) } });
  }
  const { body: matter } = await api.send('openMatter', { body: { name: 'A case' } });
  const { body: organization } = await api.send('addOrganization', { body: { name: 'Sales' } });
  await api.send('placeHold', { parameters: { matterId: matter.id, userId: users[0]?.id ?? '' } });
  const created = [sampleProvider(), otherProvider, matter, organization, ...users].map(({ id }) => id);
  return { ...api, known: [...created, 'default', '01KARQ00000000000000000099'] };
}
