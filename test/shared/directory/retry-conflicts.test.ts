import { describe, expect, test } from 'vitest';
import { Unavailable, VersionConflict } from '#shared/directory/errors.ts';
import { plusSeconds, secondsBetween } from '#shared/directory/instant.ts';
import { budgetSeconds, retryConflicts } from '#shared/directory/retry-conflicts.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import { provisioning } from './provisioning/provisioning.ts';

const startedAt = '2026-11-23T18:00:00.000Z';

describe('a read-decide-commit', () => {
  test.each([new VersionConflict('busy'), new Unavailable('throttled')])(
    'that meets %s is tried again until its time is used up',
    async (passing) => {
      const directory = testDirectory();
      const begun: number[] = [];

      const tried = retryConflicts(directory, async () => {
        begun.push(secondsBetween(startedAt, directory.clock.now()));
        throw passing;
      });

      await expect(tried).rejects.toBe(passing);
      expect(begun.length).toBeGreaterThan(10);
      expect(begun.at(-2)).toBeLessThan(budgetSeconds);
      expect(begun.at(-1)).toBeLessThan(budgetSeconds + 0.5);
    },
  );

  test('is told the deadline of the whole request, and not tried again after it', async () => {
    const deadline = plusSeconds(startedAt, 1);
    const directory = testDirectory({ deadline });
    const told: string[] = [];

    const tried = retryConflicts(directory, async (each) => {
      told.push(each);
      directory.clock.advance(1);
      throw new VersionConflict('busy');
    });

    await expect(tried).rejects.toThrow('busy');
    expect(told).toEqual([deadline]);
  });
});

describe('a change of a user', () => {
  const slowReads = async (seconds: number, deadline?: string) => {
    const parts = await provisioning({}, deadline === undefined ? {} : { deadline });
    const { id } = await parts.create();
    parts.directory.users.beforeNext('get', async () => parts.directory.clock.advance(seconds));
    return { ...parts, id, ada: () => parts.directory.users.all()[0] };
  };

  test.each([
    ['of a request of its own', budgetSeconds, undefined],
    ['of a request of many changes', 2, plusSeconds(startedAt, 2)],
  ])('%s is not committed once slow reads have used its time up', async (_, seconds, deadline) => {
    const { disable, id, ada } = await slowReads(seconds, deadline);

    await expect(disable(id)).rejects.toThrow(new Unavailable('The reads left no time to commit.'));
    expect(ada()?.version).toBe(1);
  });

  test('is committed when its reads were done in time, to the last moment', async () => {
    const { disable, id, ada } = await slowReads(budgetSeconds - 0.001);

    await disable(id);

    expect(ada()?.life.state).toBe('pending');
  });

  test('that leaves nothing to commit is answered however long its reads took', async () => {
    const { replace, id } = await slowReads(budgetSeconds);

    expect((await replace(id)).version).toBe(1);
  });

  test('whose reply was lost at the last moment is still found to have happened', async () => {
    const { directory, disable, id } = await slowReads(0);
    const { commit } = directory.users;
    Object.assign(directory.users, {
      commit: async (change: Parameters<typeof commit>[0]) => {
        await commit(change);
        directory.clock.advance(budgetSeconds - 0.001);
        throw new Unavailable('the reply was lost');
      },
    });

    expect((await disable(id)).life.state).toBe('pending');
  });
});
