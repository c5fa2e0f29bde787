/** An administrator, and what is stored before and logged after a request, in as few words as the tests need. */
import { expect } from 'vitest';
import type { UserEntry } from '#shared/directory/users/log-entry.ts';
import type { User } from '#shared/directory/users/user.ts';
import { sampleCreation, sampleProvider, sampleUser } from '#test/doubles/samples.ts';
import { type TestDirectory, testDirectory } from '#test/doubles/test-directory.ts';

export const administrator = { administratorId: 'arn:aws:iam::123456789012:user/grace', requestId: 'request-9' };

/** When the clock of a test directory stands still. */
export const now = '2026-11-23T18:00:00.000Z';

/** A directory with the sample provider and one user, and the administrator's request about the user. */
export async function administering(changes: Partial<User> = {}, parts: Partial<TestDirectory> = {}) {
  const directory = testDirectory(parts);
  await directory.providers.create(sampleProvider());
  const user = await store(directory, changes);
  return { directory, user, request: { administrator, userId: user.id } };
}

/** A pending user is stored with the schedule. */
export async function store(directory: TestDirectory, changes: Partial<User> = {}): Promise<User> {
  const user = sampleUser(changes);
  await directory.users.commit(sampleCreation(user));
  if (user.life.state === 'pending') await directory.schedules.create(user.id, user.life.deactivation);
  return user;
}

/** What the log says last of a change by the administrator. */
export function administratorsEntry(user: User, changes: Partial<UserEntry>): UserEntry {
  return {
    id: expect.stringMatching(/^\w{26}$/),
    at: now,
    actor: { by: 'administrator', administratorId: administrator.administratorId },
    userId: user.id,
    userName: user.attributes.userName,
    operation: 'patch',
    outcome: 'changed',
    events: [],
    changes: [],
    ignored: [],
    requestId: administrator.requestId,
    ...changes,
  };
}
