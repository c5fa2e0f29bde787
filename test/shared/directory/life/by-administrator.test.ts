import { describe, expect, test } from 'vitest';
import {
  block,
  cancelDeactivation,
  deactivateByAdministrator,
  reactivate,
  requireErasable,
  unblock,
} from '#shared/directory/life/by-administrator.ts';
import type { User } from '#shared/directory/users/user.ts';
import { active, deactivatedByAdministrator, deactivatedByProvisioning, earlier, everyLife, pending } from './lives.ts';

const now = '2026-11-23T18:10:00.000Z';
const bothBlocks = { provisioning: earlier, administrator: '2026-11-23T18:05:00.000Z' };

describe('an administrator deactivates', () => {
  test.each([
    ['an active user', active],
    ['a pending user, whose pending deactivation ends', pending],
    ['a deleted user', { ...pending, deletedAt: earlier }],
  ])('%s at once, and leaves the blocks as they are', (_, user) => {
    expect(deactivateByAdministrator(user, now)).toEqual({
      user: { ...user, life: { state: 'deactivated', at: now, cause: 'administrator' } },
      events: ['deactivated'],
    });
  });

  test('whom provisioning deactivated: the instant stays, the cause is the administrator from here on', () => {
    expect(deactivateByAdministrator(deactivatedByProvisioning, now)).toEqual({
      user: { ...deactivatedByProvisioning, life: { state: 'deactivated', at: earlier, cause: 'administrator' } },
      events: ['deactivation-confirmed'],
    });
  });

  test('whom an administrator deactivated before: nothing changes', () => {
    expect(deactivateByAdministrator(deactivatedByAdministrator, now)).toEqual({
      user: deactivatedByAdministrator,
      events: [],
    });
  });

  test.each([
    ['active', active],
    ['pending', pending],
  ])('no custodian who is %s, and says which matters hold the user', (_, user) => {
    const custodian = { ...user, matterIds: ['M1', 'M2'] };

    expect(() => deactivateByAdministrator(custodian, now)).toThrow(
      expect.objectContaining({ code: 'ACTIVE_LEGAL_HOLD', message: expect.stringContaining('M1, M2') }),
    );
  });
});

describe('an administrator reactivates', () => {
  test.each<[string, User, readonly string[]]>([
    ['pending', pending, ['deactivation-cancelled']],
    ['deactivated by provisioning', deactivatedByProvisioning, ['reactivated']],
    ['deactivated by an administrator', deactivatedByAdministrator, ['reactivated']],
  ])("a user who is %s, and lifts provisioning's block only", (_, user, events) => {
    expect(reactivate({ ...user, blocks: bothBlocks })).toEqual({
      user: { ...active, blocks: { administrator: bothBlocks.administrator } },
      events,
    });
  });

  test.each<[string, User, readonly string[]]>([
    ['pending', pending, ['restored', 'deactivation-cancelled']],
    ['deactivated', deactivatedByProvisioning, ['restored', 'reactivated']],
  ])('a deleted user who is %s: visible again', (_, user, events) => {
    expect(reactivate({ ...user, deletedAt: earlier })).toEqual({ user: active, events });
  });

  test("an active user: nothing changes, an administrator's block least of all", () => {
    const user = { ...active, blocks: { administrator: earlier } };

    expect(reactivate(user)).toEqual({ user, events: [] });
  });

  test('a custodian: the legal hold stays', () => {
    expect(reactivate({ ...pending, matterIds: ['M1'] }).user).toEqual({ ...active, matterIds: ['M1'] });
  });
});

describe('an administrator cancels', () => {
  test("a pending deactivation, and lifts provisioning's block only", () => {
    expect(cancelDeactivation({ ...pending, blocks: bothBlocks })).toEqual({
      user: { ...active, blocks: { administrator: bothBlocks.administrator } },
      events: ['deactivation-cancelled'],
    });
  });

  test('the pending deactivation of a deleted user: visible again', () => {
    expect(cancelDeactivation({ ...pending, deletedAt: earlier })).toEqual({
      user: active,
      events: ['restored', 'deactivation-cancelled'],
    });
  });

  test.each([
    ['active', active, 'there is no pending deactivation'],
    ['deactivated by provisioning', deactivatedByProvisioning, `deactivated at ${earlier}: reactivate`],
    ['deactivated by an administrator', deactivatedByAdministrator, `deactivated at ${earlier}: reactivate`],
  ])('nothing of a user who is %s', (_, user, message) => {
    expect(() => cancelDeactivation(user)).toThrow(
      expect.objectContaining({ code: 'NO_PENDING_DEACTIVATION', message: expect.stringContaining(message) }),
    );
  });
});

describe('an administrator blocks and unblocks', () => {
  test.each(everyLife)('a user who is %s: life and the block of provisioning stay as they are', (_, user) => {
    const blocked = { ...user, blocks: { ...user.blocks, administrator: now } };

    expect(block(user, now)).toEqual({ user: blocked, events: ['blocked'] });
    expect(unblock(blocked)).toEqual({ user, events: ['unblocked'] });
  });

  test.each(everyLife)('a user who is %s twice: nothing changes the second time', (_, user) => {
    const blocked = { ...user, blocks: { ...user.blocks, administrator: earlier } };

    expect(block(blocked, now)).toEqual({ user: blocked, events: [] });
    expect(unblock(user)).toEqual({ user, events: [] });
  });
});

describe('an administrator may erase', () => {
  test.each([
    ['deactivated by provisioning', deactivatedByProvisioning],
    ['deactivated by an administrator', deactivatedByAdministrator],
    ['deactivated and deleted', { ...deactivatedByProvisioning, deletedAt: earlier }],
  ])('a user who is %s', (_, user) => {
    expect(() => requireErasable(user)).not.toThrow();
  });

  test.each([
    ['is active', active, 'NOT_DEACTIVATED'],
    ['is pending', pending, 'NOT_DEACTIVATED'],
    ['is pending and deleted', { ...pending, deletedAt: earlier }, 'NOT_DEACTIVATED'],
    ['a legal hold keeps', { ...pending, matterIds: ['M1'] }, 'ACTIVE_LEGAL_HOLD'],
  ])('nobody who %s', (_, user, code) => {
    expect(() => requireErasable(user)).toThrow(expect.objectContaining({ code }));
  });
});
