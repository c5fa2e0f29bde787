import { describe, expect, test } from 'vitest';
import { cancelPendingDeactivation } from '#shared/directory/administration/change-life.ts';
import {
  assignUserRoles,
  makeUserLocal,
  moveUser,
  openUserToProvisioning,
  transferUser,
} from '#shared/directory/administration/change-placement.ts';
import { Invalid } from '#shared/directory/errors.ts';
import { addOrganization } from '#shared/directory/organizations/add-organization.ts';
import { changeProvider } from '#shared/directory/providers/change-provider.ts';
import type { Management } from '#shared/directory/users/user.ts';
import { sampleProvider, sampleProviderId } from '#test/doubles/samples.ts';
import { pending } from '#test/shared/directory/life/lives.ts';
import { clientOf, provisioning } from '#test/shared/directory/provisioning/provisioning.ts';
import { administering, administrator, administratorsEntry, now, store } from './administration.ts';

const local: Management = { by: 'administrators' };
const managed: Management = { by: 'provider', providerId: sampleProviderId };
const otherId = '01KARPZZZZ0000000000000002';

async function withOtherProvider(changes = {}) {
  const parts = await administering(changes);
  const other = sampleProvider({ id: otherId });
  await parts.directory.providers.create(other);
  return { ...parts, other: clientOf(parts.directory, other) };
}

const removal = { administratorId: 'arn', requestId: 'r', since: now, usersBecome: { become: 'local' } } as const;

describe('moving a user', () => {
  test('puts the user into the other organization, with an entry that says from where', async () => {
    const { directory, user, request } = await administering();
    const { id: organizationId } = await addOrganization(directory, { administrator, name: 'Sales' });

    const moved = await moveUser(directory, { ...request, organizationId });

    expect(moved).toEqual({ ...user, version: 2, organizationId });
    expect(directory.users.entries().at(-1)).toEqual(
      administratorsEntry(user, {
        operation: 'move',
        events: ['moved'],
        changes: [{ attribute: 'organizationId', before: 'default', after: organizationId }],
      }),
    );
    expect(await moveUser(directory, { ...request, organizationId })).toEqual(moved);
    expect(directory.users.entries()).toHaveLength(2);
  });

  test('is refused for an organization that is not there', async () => {
    const { directory, request } = await administering();

    await expect(moveUser(directory, { ...request, organizationId: 'sales' })).rejects.toBeInstanceOf(Invalid);
  });

  test('lasts: neither PUT, PATCH, nor a deletion and a return moves the user back', async () => {
    const { directory, create, replace, patch, remove } = await provisioning();
    const { id: userId } = await create();
    const { id: organizationId } = await addOrganization(directory, { administrator, name: 'Sales' });
    await moveUser(directory, { administrator, userId, organizationId });

    await replace(userId, { title: 'Countess' });
    await patch(userId, { op: 'replace', path: 'title', value: 'Lady' });
    await remove(userId);
    const back = await create();

    expect(back).toMatchObject({ id: userId, organizationId, life: { state: 'active' } });
  });
});

describe('assigning roles', () => {
  test('gives the user these roles and no others, with an entry that says which were there', async () => {
    const { directory, user, request } = await administering({ roles: ['auditor'] });

    const changed = await assignUserRoles(directory, { ...request, roles: ['reader', 'admin'] });

    expect(changed).toEqual({ ...user, version: 2, roles: ['admin', 'reader'] });
    expect(directory.users.entries().at(-1)).toEqual(
      administratorsEntry(user, {
        operation: 'assign-roles',
        events: ['roles-assigned'],
        changes: [{ attribute: 'roles', before: ['auditor'], after: ['admin', 'reader'] }],
      }),
    );
    expect(await assignUserRoles(directory, { ...request, roles: ['reader', 'admin'] })).toEqual(changed);
    expect(directory.users.entries()).toHaveLength(2);
  });

  test.each([
    ['an empty role', ['']],
    ['a role of a space', [' ']],
    ['a role that is the parent of its own path', ['..']],
    ['a role that ends in a space', ['auditor ']],
    ['a role with a line break', ['a\nb']],
    ['a role of 101 characters', ['x'.repeat(101)]],
    ['101 roles', Array.from({ length: 101 }, (_, index) => `role-${index}`)],
  ])('is refused for %s', async (_, roles) => {
    const { directory, request } = await administering();

    await expect(assignUserRoles(directory, { ...request, roles })).rejects.toBeInstanceOf(Invalid);
  });
});

describe('opening a user to provisioning', () => {
  test('lets the provider find the user, with an entry that says to whom', async () => {
    const { directory, user, request } = await administering({ management: local });

    const opened = await openUserToProvisioning(directory, { ...request, providerId: sampleProviderId });

    const management = { by: 'administrators', openToProviderId: sampleProviderId };
    expect(opened).toEqual({ ...user, version: 2, management });
    expect(await directory.users.list(sampleProviderId, { limit: 9 })).toEqual({ items: [opened] });
    expect(directory.users.entries().at(-1)).toEqual(
      administratorsEntry(user, {
        operation: 'open-to-provisioning',
        events: ['opened-to-provisioning'],
        changes: [{ attribute: 'management', before: local, after: management }],
      }),
    );
    expect(await openUserToProvisioning(directory, { ...request, providerId: sampleProviderId })).toEqual(opened);
    expect(directory.users.entries()).toHaveLength(2);
  });

  test('makes the provider take the user over with its first PUT, even one that changes nothing else', async () => {
    const { directory, client, replace } = await provisioning();
    const user = await store(directory, { management: local, attributes: { userName: 'ada' } });
    const request = { administrator, userId: user.id };
    const opened = await openUserToProvisioning(directory, { ...request, providerId: client.providerId });

    const taken = await replace(user.id);

    expect(taken).toEqual({ ...opened, version: 3, management: managed });
    expect(directory.users.entries().at(-1)).toMatchObject({
      actor: managed,
      operation: 'replace',
      events: ['managed-by-provider'],
      changes: [{ attribute: 'management', before: opened.management, after: managed }],
    });
    expect(await replace(user.id)).toEqual(taken);
  });

  test('is refused for a user whom a provider manages', async () => {
    const { directory, request } = await withOtherProvider();

    await expect(openUserToProvisioning(directory, { ...request, providerId: otherId })).rejects.toMatchObject({
      code: 'PROVISIONED',
    });
  });

  test('is refused for a provider that is not there, or is being removed', async () => {
    const { directory, request } = await withOtherProvider({ management: local });
    await changeProvider(directory, { providerId: otherId, change: (provider) => ({ ...provider, removal }) });

    await expect(openUserToProvisioning(directory, { ...request, providerId: 'P0' })).rejects.toBeInstanceOf(Invalid);
    await expect(openUserToProvisioning(directory, { ...request, providerId: otherId })).rejects.toMatchObject({
      code: 'PROVIDER_IN_TRANSITION',
    });
  });

  test('is refused for a provider whose removal begins at the same moment', async () => {
    const { directory, user, request } = await withOtherProvider({ management: local });
    directory.users.beforeNext('commit', async () => {
      await changeProvider(directory, { providerId: otherId, change: (provider) => ({ ...provider, removal }) });
    });

    await expect(openUserToProvisioning(directory, { ...request, providerId: otherId })).rejects.toMatchObject({
      code: 'PROVIDER_IN_TRANSITION',
    });
    expect(directory.users.all()).toEqual([user]);
  });
});

describe('making a user local', () => {
  test('hides the user from the provider, with an entry that says from whom', async () => {
    const { directory, user, request } = await administering();

    const changed = await makeUserLocal(directory, request);

    expect(changed).toEqual({ ...user, version: 2, management: local });
    expect(await directory.users.count(sampleProviderId)).toBe(0);
    expect(directory.users.entries().at(-1)).toEqual(
      administratorsEntry(user, {
        operation: 'make-local',
        events: ['made-local'],
        changes: [{ attribute: 'management', before: managed, after: local }],
      }),
    );
    expect(await makeUserLocal(directory, request)).toEqual(changed);
    expect(directory.users.entries()).toHaveLength(2);
  });

  test('is refused while a deactivation is pending, until it is cancelled', async () => {
    const { directory, request } = await administering(pending);

    await expect(makeUserLocal(directory, request)).rejects.toMatchObject({ code: 'PENDING_DEACTIVATION' });
    await cancelPendingDeactivation(directory, request);

    expect((await makeUserLocal(directory, request)).management).toEqual(local);
  });
});

describe('transferring a user', () => {
  test('gives the user to the other provider; a pending deactivation keeps its due instant and its schedule', async () => {
    const { directory, user, request, other } = await withOtherProvider(pending);

    const transferred = await transferUser(directory, { ...request, providerId: otherId });

    const management = { by: 'provider', providerId: otherId };
    expect(transferred).toEqual({ ...user, version: 2, management });
    expect(directory.schedules.scheduled()).toMatchObject([{ dueAt: '2026-11-23T18:15:00.000Z' }]);
    expect(directory.users.entries().at(-1)).toEqual(
      administratorsEntry(user, {
        operation: 'transfer',
        events: ['transferred'],
        changes: [{ attribute: 'management', before: managed, after: management }],
      }),
    );
    expect(await transferUser(directory, { ...request, providerId: otherId })).toEqual(transferred);
    expect((await other.enable(user.id)).life).toEqual({ state: 'active' });
    expect(directory.schedules.scheduled()).toEqual([]);
  });

  test('opens a local user to the provider', async () => {
    const { directory, request } = await administering({ management: local });

    const user = await transferUser(directory, { ...request, providerId: sampleProviderId });

    expect(user.management).toEqual({ by: 'administrators', openToProviderId: sampleProviderId });
  });

  test('is refused to a provider whose removal begins at the same moment', async () => {
    const { directory, user, request } = await withOtherProvider();
    directory.users.beforeNext('commit', async () => {
      await changeProvider(directory, { providerId: otherId, change: (provider) => ({ ...provider, removal }) });
    });

    await expect(transferUser(directory, { ...request, providerId: otherId })).rejects.toMatchObject({
      code: 'PROVIDER_IN_TRANSITION',
    });
    expect(directory.users.all()).toEqual([user]);
  });

  test('is refused to a provider that is not there', async () => {
    const { directory, request } = await administering();

    await expect(transferUser(directory, { ...request, providerId: 'P0' })).rejects.toBeInstanceOf(Invalid);
  });
});
