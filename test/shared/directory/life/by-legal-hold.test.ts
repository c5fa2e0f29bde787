import { describe, expect, test } from 'vitest';
import { placeHold, releaseHold } from '#shared/directory/life/by-legal-hold.ts';
import {
  active,
  deactivatedByAdministrator,
  deactivatedByProvisioning,
  due,
  earlier,
  everyLife,
  pending,
} from './lives.ts';

const beforeDue = { now: '2026-11-23T18:14:59.999Z', mayDeactivate: true };
const whenDue = { now: due, mayDeactivate: true };

describe('placing a legal hold', () => {
  test.each([
    ['active', active],
    ['pending', pending],
    ['pending and deleted', { ...pending, deletedAt: earlier }],
  ])('makes a user who is %s custodian of the matter, and leaves the rest as it is', (_, user) => {
    expect(placeHold({ ...user, matterIds: ['M1'] }, 'M2')).toEqual({
      user: { ...user, matterIds: ['M1', 'M2'] },
      events: ['hold-placed'],
    });
  });

  test('twice for the same matter changes nothing the second time', () => {
    const custodian = { ...active, matterIds: ['M1'] };

    expect(placeHold(custodian, 'M1')).toEqual({ user: custodian, events: [] });
  });

  test.each([
    ['provisioning', deactivatedByProvisioning],
    ['an administrator', deactivatedByAdministrator],
  ])('is refused for a user whom %s deactivated', (_, user) => {
    expect(() => placeHold(user, 'M1')).toThrow(expect.objectContaining({ code: 'DEACTIVATED' }));
  });

  test('is refused for the 501st matter, but not for one of the 500', () => {
    const custodian = { ...active, matterIds: Array.from({ length: 500 }, (_, index) => `M${index}`) };

    expect(() => placeHold(custodian, 'M500')).toThrow(expect.objectContaining({ code: 'TOO_MANY_MATTERS' }));
    expect(placeHold(custodian, 'M499')).toEqual({ user: custodian, events: [] });
  });
});

describe('releasing a legal hold', () => {
  test.each(everyLife)('that does not keep a user who is %s changes nothing', (_, user) => {
    expect(releaseHold(user, 'M1', whenDue)).toEqual({ user, events: [] });
  });

  test('leaves an active user active', () => {
    expect(releaseHold({ ...active, matterIds: ['M1'] }, 'M1', whenDue)).toEqual({
      user: active,
      events: ['hold-released'],
    });
  });

  test('that is the last one deactivates a user whose deactivation is due, in the same change', () => {
    expect(releaseHold({ ...pending, matterIds: ['M1'] }, 'M1', whenDue)).toEqual({
      user: { ...pending, life: { state: 'deactivated', at: due, cause: 'provisioning' } },
      events: ['hold-released', 'deactivated'],
    });
  });

  test('before the deactivation is due leaves it pending', () => {
    expect(releaseHold({ ...pending, matterIds: ['M1'] }, 'M1', beforeDue)).toEqual({
      user: pending,
      events: ['hold-released'],
    });
  });

  test('while another matter holds the user leaves a due deactivation pending', () => {
    expect(releaseHold({ ...pending, matterIds: ['M1', 'M2'] }, 'M1', whenDue)).toEqual({
      user: { ...pending, matterIds: ['M2'] },
      events: ['hold-released'],
    });
  });

  test('while pending deactivations are being cancelled leaves a due one pending', () => {
    expect(releaseHold({ ...pending, matterIds: ['M1'] }, 'M1', { now: due, mayDeactivate: false })).toEqual({
      user: pending,
      events: ['hold-released'],
    });
  });
});
