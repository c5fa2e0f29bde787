import { describe, expect, test } from 'vitest';
import { carryOut, isDue, mayBeCarriedOut } from '#shared/directory/life/by-time.ts';
import { samplePendingDeactivation } from '#test/doubles/samples.ts';
import { due, everyLife, pending } from './lives.ts';

const deactivationId = samplePendingDeactivation().id;
const justBefore = '2026-11-23T18:14:59.999Z';

describe('a deactivation', () => {
  test('is due from its instant on, and may be carried out then', () => {
    expect(isDue(pending, justBefore)).toBe(false);
    expect(mayBeCarriedOut(pending, deactivationId, justBefore)).toBe(false);
    expect(isDue(pending, due)).toBe(true);
    expect(mayBeCarriedOut(pending, deactivationId, due)).toBe(true);
  });

  test.each(everyLife.filter(([name]) => name !== 'pending'))('of a user who is %s is not due', (_, user) => {
    expect(isDue(user, due)).toBe(false);
    expect(mayBeCarriedOut(user, deactivationId, due)).toBe(false);
  });

  test('that a matter holds back is due, but may not be carried out', () => {
    const held = { ...pending, matterIds: ['M1'] };

    expect(isDue(held, due)).toBe(true);
    expect(mayBeCarriedOut(held, deactivationId, due)).toBe(false);
  });

  test('other than the one that is pending may not be carried out', () => {
    expect(mayBeCarriedOut(pending, 'D0', due)).toBe(false);
  });

  test('that is carried out is a deactivation by provisioning; the blocks of every cause stay', () => {
    const blocked = { ...pending, blocks: { ...pending.blocks, administrator: due } };

    expect(carryOut(blocked, due)).toEqual({
      user: { ...blocked, life: { state: 'deactivated', at: due, cause: 'provisioning' } },
      events: ['deactivated'],
    });
  });
});
