import { describe, expect, test } from 'vitest';
import { assignRoles, makeLocal, move, openToProvisioning, transfer } from '#shared/directory/life/by-placement.ts';
import type { Management, User } from '#shared/directory/users/user.ts';
import { sampleProviderId } from '#test/doubles/samples.ts';
import { deactivatedByProvisioning, earlier, everyLife, pending } from './lives.ts';

const local: Management = { by: 'administrators' };
const openTo = (openToProviderId: string): Management => ({ by: 'administrators', openToProviderId });
const managedBy = (providerId: string): Management => ({ by: 'provider', providerId });

describe.each(everyLife)('a user who is %s', (_, user) => {
  test('is moved to another organization, and once only', () => {
    const moved: User = { ...user, organizationId: 'sales' };

    expect(move(user, 'sales')).toEqual({ user: moved, events: ['moved'] });
    expect(move(moved, 'sales')).toEqual({ user: moved, events: [] });
  });

  test('is given roles, sorted and each once; the same ones in another order change nothing', () => {
    const auditor = { ...user, roles: ['admin', 'auditor'] };

    expect(assignRoles(user, ['auditor', 'admin', 'auditor'])).toEqual({ user: auditor, events: ['roles-assigned'] });
    expect(assignRoles(auditor, ['auditor', 'admin'])).toEqual({ user: auditor, events: [] });
    expect(assignRoles(auditor, [])).toEqual({ user, events: ['roles-assigned'] });
  });

  test('is transferred to another provider as the user is, and once only', () => {
    const transferred: User = { ...user, management: managedBy('P2') };

    expect(transfer(user, 'P2')).toEqual({ user: transferred, events: ['transferred'] });
    expect(transfer(transferred, 'P2')).toEqual({ user: transferred, events: [] });
  });

  test('is not opened to provisioning while a provider manages the user', () => {
    expect(() => openToProvisioning(user, 'P2')).toThrow(expect.objectContaining({ code: 'PROVISIONED' }));
  });
});

describe('opening to provisioning', () => {
  test.each(everyLife)('lets a provider find a local user who is %s', (_, user) => {
    const stored: User = { ...user, management: local };
    const opened: User = { ...user, management: openTo('P2') };

    expect(openToProvisioning(stored, 'P2')).toEqual({ user: opened, events: ['opened-to-provisioning'] });
    expect(openToProvisioning(opened, 'P2')).toEqual({ user: opened, events: [] });
  });

  test('to another provider takes the place of the first', () => {
    const opened: User = { ...deactivatedByProvisioning, management: openTo('P1') };

    expect(openToProvisioning(opened, 'P2').user.management).toEqual(openTo('P2'));
  });

  test('is refused for a user whom a provider deleted before the user became local', () => {
    const deleted: User = { ...deactivatedByProvisioning, management: local, deletedAt: earlier };

    expect(() => openToProvisioning(deleted, 'P2')).toThrow(expect.objectContaining({ code: 'DELETED' }));
  });
});

describe('making local', () => {
  test.each(everyLife.filter(([name]) => name !== 'pending'))('takes a user who is %s from its provider', (_, user) => {
    const stored: User = { ...user, management: local };

    expect(makeLocal(user)).toEqual({ user: stored, events: ['made-local'] });
    expect(makeLocal(stored)).toEqual({ user: stored, events: [] });
  });

  test('closes a user who was open to a provider', () => {
    const opened: User = { ...deactivatedByProvisioning, management: openTo('P1') };

    expect(makeLocal(opened)).toEqual({ user: { ...opened, management: local }, events: ['made-local'] });
  });

  test('is refused while a deactivation is pending, and says when it is due', () => {
    expect(() => makeLocal(pending)).toThrow(
      expect.objectContaining({ code: 'PENDING_DEACTIVATION', message: expect.stringContaining('18:15:00') }),
    );
  });
});

describe('transferring', () => {
  test('takes a deleted user along, deleted', () => {
    const deleted = { ...pending, deletedAt: earlier };

    expect(transfer(deleted, 'P2').user).toEqual({ ...deleted, management: managedBy('P2') });
  });

  test('opens a user who was open to one provider to the other, which does not manage the user yet', () => {
    const opened: User = { ...deactivatedByProvisioning, management: openTo(sampleProviderId) };

    expect(transfer(opened, 'P2')).toEqual({
      user: { ...opened, management: openTo('P2') },
      events: ['opened-to-provisioning'],
    });
  });
});
