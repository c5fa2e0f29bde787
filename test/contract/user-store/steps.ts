/** The steps that the tests of the suite have in common. */
import type { UserStore } from '#shared/directory/ports.ts';
import type { Life, Management, User } from '#shared/directory/users/user.ts';
import { sampleChange, sampleCreation, samplePendingDeactivation, sampleUser } from '#test/doubles/samples.ts';

export type MakeUserStore = () => Promise<UserStore>;

export const otherProviderId = '01KARPZZZZ0000000000000002';

export const otherProvider: Management = { by: 'provider', providerId: otherProviderId };

/** The id of the n-th user; they sort by number. */
export function userId(number: number): string {
  return `01KARQ${String(number).padStart(20, '0')}`;
}

/** Creates a user with the values given, by default with a name of its own. */
export async function createUser(store: UserStore, changes: Partial<User> = {}): Promise<User> {
  const id = changes.id ?? sampleUser().id;
  const user = sampleUser({ id, attributes: { userName: `user-${id}@example.com` }, ...changes });
  await store.commit(sampleCreation(user));
  return user;
}

/** Commits the next change of the user. */
export async function changeUser(store: UserStore, before: User, changes: Partial<User>): Promise<User> {
  const change = sampleChange(before, changes);
  await store.commit(change);
  return change.after;
}

export async function deleteUser(store: UserStore, user: User, deletedAt = '2026-11-23T18:01:00.000Z'): Promise<User> {
  return changeUser(store, user, { deletedAt });
}

/** Takes `deletedAt` away, which no change of values can. */
export async function restoreUser(store: UserStore, before: User): Promise<User> {
  const { deletedAt: _, ...visible } = before;
  const { after, entry } = sampleChange(before, {});
  const { version, lastModifiedAt } = after;
  const restored = { ...visible, version, lastModifiedAt };
  await store.commit({ before, after: restored, entry });
  return restored;
}

export function pendingLife(changes: Parameters<typeof samplePendingDeactivation>[0] = {}): Life {
  return { state: 'pending', deactivation: samplePendingDeactivation(changes) };
}
