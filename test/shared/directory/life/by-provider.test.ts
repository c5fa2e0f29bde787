import { describe, expect, test } from 'vitest';
import {
  createdDeactivated,
  deleteByProvider,
  managedBy,
  requestDeactivation,
  requestReactivation,
  restore,
  updateByProvider,
} from '#shared/directory/life/by-provider.ts';
import type { Life, User } from '#shared/directory/users/user.ts';
import { samplePendingDeactivation, sampleProvider, sampleUser } from '#test/doubles/samples.ts';

const now = '2026-11-23T18:00:00.000Z';
const terms = { provider: sampleProvider(), productPlan: 'incydr-basic', now, deactivationId: 'D1' } as const;

const active = sampleUser();
const pending = sampleUser({
  life: { state: 'pending', deactivation: samplePendingDeactivation() },
  blocks: { provisioning: '2026-11-23T17:50:00.000Z' },
});
const deactivated = (cause: 'provisioning' | 'administrator'): User =>
  sampleUser({ life: { state: 'deactivated', at: now, cause }, blocks: { provisioning: now } });

const newlyPending: Life = {
  state: 'pending',
  deactivation: { id: 'D1', requestedAt: now, dueAt: '2026-11-23T18:15:00.000Z', providerId: terms.provider.id },
};

describe('a provider says inactive', () => {
  test('blocks an active user at once, with one deactivation due after the delay', () => {
    const { user, events } = requestDeactivation(active, terms);

    expect(user).toEqual({ ...active, blocks: { provisioning: now }, life: newlyPending });
    expect(events).toEqual(['deactivation-requested']);
  });

  test.each([
    ['pending', pending],
    ['deactivated by provisioning', deactivated('provisioning')],
    ['deactivated by an administrator', deactivated('administrator')],
  ])('changes nothing for a user who is %s', (_, user) => {
    expect(requestDeactivation(user, terms)).toEqual({ user, events: [] });
  });

  test('deactivates in the same change when there is no delay', () => {
    const { user, events } = requestDeactivation(active, {
      ...terms,
      provider: sampleProvider({ deactivationDelaySeconds: 0 }),
    });

    expect(user.life).toEqual({ state: 'deactivated', at: now, cause: 'provisioning' });
    expect(user.blocks).toEqual({ provisioning: now });
    expect(events).toEqual(['deactivation-requested', 'deactivated']);
  });

  test('leaves the deactivation of a custodian pending even when there is no delay', () => {
    const custodian = sampleUser({ matterIds: ['M1'] });
    const { user } = requestDeactivation(custodian, {
      ...terms,
      provider: sampleProvider({ deactivationDelaySeconds: 0 }),
    });

    expect(user.life).toEqual({ state: 'pending', deactivation: { ...newlyPending.deactivation, dueAt: now } });
  });

  test('waits without blocking under a plan that does not block', () => {
    const { user } = requestDeactivation(active, { ...terms, productPlan: 'incydr-professional' });

    expect(user).toEqual({ ...active, life: newlyPending });
  });

  test("leaves an administrator's block as it is", () => {
    const blocked = sampleUser({ blocks: { administrator: '2026-01-01T00:00:00.000Z' } });

    expect(requestDeactivation(blocked, terms).user.blocks).toEqual({
      administrator: '2026-01-01T00:00:00.000Z',
      provisioning: now,
    });
  });
});

describe('a provider says active', () => {
  test('changes nothing for an active user', () => {
    expect(requestReactivation(active)).toEqual({ user: active, events: [] });
  });

  test('cancels a pending deactivation and lifts the block of provisioning only', () => {
    const { user, events } = requestReactivation({ ...pending, blocks: { provisioning: now, administrator: now } });

    expect(user).toEqual({ ...pending, life: { state: 'active' }, blocks: { administrator: now } });
    expect(events).toEqual(['deactivation-cancelled']);
  });

  test('reactivates a user whom provisioning deactivated', () => {
    const { user, events } = requestReactivation(deactivated('provisioning'));

    expect(user).toEqual({ ...active, life: { state: 'active' }, blocks: {} });
    expect(events).toEqual(['reactivated']);
  });

  test('leaves a user whom an administrator deactivated as it is, and says why', () => {
    const user = deactivated('administrator');

    expect(requestReactivation(user)).toEqual({
      user,
      events: [],
      reason: 'An administrator deactivated the user: only an administrator can reactivate the user.',
    });
  });

  test('leaves the legal hold in place', () => {
    expect(requestReactivation({ ...pending, matterIds: ['M1'] }).user.matterIds).toEqual(['M1']);
  });
});

describe('a provider says nothing about active', () => {
  test.each([active, pending, deactivated('provisioning')])(
    'leaves the life of the user alone: $life.state',
    (user) => {
      expect(updateByProvider(user, undefined, terms)).toEqual({ user, events: [] });
    },
  );
});

describe('a provider deletes', () => {
  test('hides an active user and requests its deactivation', () => {
    const { user, events } = deleteByProvider(active, terms);

    expect(user).toEqual({ ...active, deletedAt: now, blocks: { provisioning: now }, life: newlyPending });
    expect(events).toEqual(['deleted', 'deactivation-requested']);
  });

  test('keeps the due instant of a pending deactivation', () => {
    expect(deleteByProvider(pending, terms)).toEqual({ user: { ...pending, deletedAt: now }, events: ['deleted'] });
  });

  test('asks for no deactivation of a deactivated user', () => {
    const user = deactivated('provisioning');

    expect(deleteByProvider(user, terms)).toEqual({ user: { ...user, deletedAt: now }, events: ['deleted'] });
  });
});

test('a restored user is as before the deletion', () => {
  expect(restore({ ...pending, deletedAt: now })).toEqual({ user: pending, events: ['restored'] });
});

test('a user created inactive is deactivated, with nothing pending', () => {
  const { user, events } = createdDeactivated(active, terms);

  expect(user.life).toEqual({ state: 'deactivated', at: now, cause: 'provisioning' });
  expect(events).toEqual(['created-deactivated']);
});

test('a user opened to a provider becomes managed by it, and one that is managed stays so', () => {
  const open = sampleUser({ management: { by: 'administrators', openToProviderId: 'P2' } });

  expect(managedBy(open, 'P2')).toEqual({
    user: { ...open, management: { by: 'provider', providerId: 'P2' } },
    events: ['managed-by-provider'],
  });
  expect(managedBy(active, 'P2')).toEqual({ user: active, events: [] });
});
