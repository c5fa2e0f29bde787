/** Settles many users one by one, some side by side, as long as there is time: what closing and removing have in common. */
import { plusSeconds } from '#shared/directory/instant.ts';
import type { Directory } from '#shared/directory/ports.ts';

/** How many are looked up at a time, and how many of them are settled side by side. */
const batchSize = 200;
const concurrency = 20;

export type Work = {
  /** Ids of users who are still to be settled, at most so many; whoever is settled is not found again. */
  readonly find: (limit: number) => Promise<readonly string[]>;
  /** @throws what keeps the user from being settled now */
  readonly settle: (userId: string) => Promise<void>;
  readonly budgetSeconds: number;
};

/**
 * @returns whether nobody is left to be settled
 * @throws what `settle` threw, once the others of the batch are settled: nothing is left out silently
 */
export async function workThrough(directory: Directory, { find, settle, budgetSeconds }: Work): Promise<boolean> {
  const deadline = plusSeconds(directory.clock.now(), budgetSeconds);
  const isTime = () => directory.clock.now() < deadline;
  while (isTime()) {
    const userIds = await find(batchSize);
    if (userIds.length === 0) return true;
    await sideBySide(userIds, async (userId) => (isTime() ? settle(userId) : undefined));
  }
  return false;
}

/** Runs `task` for each item, some at a time. @throws the first error, once all have run */
export async function sideBySide<Item>(items: readonly Item[], task: (item: Item) => Promise<void>): Promise<void> {
  const queue = [...items].reverse();
  const errors: unknown[] = [];
  const takeTurns = async () => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      await task(next).catch((error: unknown) => errors.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, queue.length) }, takeTurns));
  if (errors.length > 0) throw errors[0];
}
