import { describe, expect, test } from 'vitest';
import { sideBySide, workThrough } from '#shared/directory/unfinished/work-through.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';

/** So many users who are still to be settled, found from the lowest on. */
function queue(count: number) {
  const left = new Set(Array.from({ length: count }, (_, index) => `user-${String(index).padStart(4, '0')}`));
  const limits: number[] = [];
  const find = async (limit: number) => {
    limits.push(limit);
    return [...left].slice(0, limit);
  };
  return { left, limits, find };
}

describe('working through many users', () => {
  test('settles all of them, batch after batch, and looks once more whether anybody is left', async () => {
    const { left, limits, find } = queue(450);
    const settle = async (userId: string) => void left.delete(userId);

    expect(await workThrough(testDirectory(), { find, settle, budgetSeconds: 20 })).toBe(true);
    expect(left.size).toBe(0);
    expect(limits).toEqual([200, 200, 200, 200]);
  });

  test('stops when the time is used up, and says that somebody is left', async () => {
    const directory = testDirectory();
    const { left, find } = queue(450);
    const settle = async (userId: string) => {
      left.delete(userId);
      directory.clock.advance(1);
    };

    expect(await workThrough(directory, { find, settle, budgetSeconds: 20 })).toBe(false);
    expect(left.size).toBe(430);
  });

  test('begins nothing without time', async () => {
    const { limits, find } = queue(1);

    expect(await workThrough(testDirectory(), { find, settle: async () => {}, budgetSeconds: 0 })).toBe(false);
    expect(limits).toEqual([]);
  });

  test('settles the others of the batch before it throws what kept one from being settled', async () => {
    const { left, find } = queue(50);
    const settle = async (userId: string) => {
      if (userId === 'user-0003') throw new Error('The item cannot be written.');
      left.delete(userId);
    };

    await expect(workThrough(testDirectory(), { find, settle, budgetSeconds: 20 })).rejects.toThrow('be written');
    expect([...left]).toEqual(['user-0003']);
  });
});

describe('side by side', () => {
  test('runs 20 at most at a time, each once, in their order', async () => {
    const items = Array.from({ length: 100 }, (_, index) => index);
    const begun: number[] = [];
    let running = 0;
    let most = 0;

    await sideBySide(items, async (item) => {
      begun.push(item);
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
    });

    expect(begun).toEqual(items);
    expect(most).toBe(20);
  });
});

test('every task runs, however many fail, and the first error is thrown at the end', async () => {
  const begun: number[] = [];
  const task = async (item: number) => {
    begun.push(item);
    throw new Error(`${item} fails.`);
  };

  await expect(sideBySide([...Array(45).keys()], task)).rejects.toThrow('0 fails.');
  expect(begun.sort((a, b) => a - b)).toEqual([...Array(45).keys()]);
});
