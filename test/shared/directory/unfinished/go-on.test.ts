import { describe, expect, test } from 'vitest';
import { Unavailable } from '#shared/directory/errors.ts';
import { closeMatter } from '#shared/directory/matters/close-matter.ts';
import { openMatter } from '#shared/directory/matters/open-matter.ts';
import { addOrganization } from '#shared/directory/organizations/add-organization.ts';
import { removeOrganization } from '#shared/directory/organizations/remove-organization.ts';
import type { UnfinishedWork } from '#shared/directory/ports.ts';
import { removeProvider } from '#shared/directory/providers/remove-provider.ts';
import { goOnWithUnfinishedWork } from '#shared/directory/unfinished/go-on.ts';
import { sampleProviderId } from '#test/doubles/samples.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import { administrator } from '#test/shared/directory/administration/administration.ts';
import { provisioning } from '#test/shared/directory/provisioning/provisioning.ts';

describe('going on with unfinished work', () => {
  test('finds nothing to do in a directory where all is finished', async () => {
    expect(await goOnWithUnfinishedWork(testDirectory(), 15)).toBe(0);
  });

  test('takes up every piece although one fails, and says how many are left', async () => {
    const { directory, create } = await provisioning();
    await create();
    const providerId = sampleProviderId;
    await removeProvider(directory, { administrator, providerId, usersBecome: { become: 'local' }, budgetSeconds: 0 });
    const { id: matterId } = await openMatter(directory, { administrator, name: 'Doe v. Roe' });
    await closeMatter(directory, { administrator, matterId, budgetSeconds: 0 });
    directory.clock.advance(60);
    const cause = new Error('The matter cannot be read.');
    directory.matters.beforeNext('get', () => {
      throw cause;
    });

    expect(await goOnWithUnfinishedWork(directory, 15)).toBe(1);

    expect(directory.providers.stored()).toEqual([]);
    expect(directory.users.all()).toMatchObject([{ management: { by: 'administrators' } }]);
    expect(await directory.unfinishedWork.list()).toEqual([{ kind: 'close-matter', matterId }]);
    expect(directory.telemetry.events).toContainEqual({
      type: 'unfinished-work-failed',
      kind: 'close-matter',
      cause,
    });
  });

  test('says that an organization could not be removed, unless it stays because it is in use', async () => {
    const directory = testDirectory();
    const { id: organizationId } = await addOrganization(directory, { administrator, name: 'Sales' });
    const cause = new Error('The item cannot be written.');
    const failing = () => {
      throw cause;
    };
    directory.organizations.beforeNext('delete', failing);
    directory.organizations.beforeNext('delete', failing);
    await expect(removeOrganization(directory, { administrator, organizationId })).rejects.toThrow(cause);

    expect(await goOnWithUnfinishedWork(directory, 15)).toBe(1);
    expect(directory.telemetry.events).toEqual([
      { type: 'unfinished-work-failed', kind: 'remove-organization', cause },
    ]);
  });

  test('begins nothing without time', async () => {
    const directory = testDirectory();
    const looks: string[] = [];
    const { id: matterId } = await openMatter(directory, { administrator, name: 'Doe v. Roe' });
    await closeMatter(directory, { administrator, matterId, budgetSeconds: 0 });
    directory.matters.beforeNext('get', () => void looks.push('get'));

    expect(await goOnWithUnfinishedWork(directory, 0)).toBe(1);
    expect(looks).toEqual([]);
  });

  test('leaves to the next sweep what there is no time for', async () => {
    const directory = testDirectory();
    const matterIds: string[] = [];
    for (const name of ['Doe v. Roe', 'Estate of Doe']) {
      const { id: matterId } = await openMatter(directory, { administrator, name });
      await closeMatter(directory, { administrator, matterId, budgetSeconds: 0 });
      matterIds.push(matterId);
    }
    directory.matters.beforeNext('get', () => directory.clock.advance(14));
    directory.matters.beforeNext('get', () => directory.clock.advance(1));

    expect(await goOnWithUnfinishedWork(directory, 15)).toBe(1);
    expect(await directory.unfinishedWork.list()).toEqual([{ kind: 'close-matter', matterId: matterIds[1] }]);
  });

  test.each<UnfinishedWork>([
    { kind: 'close-matter', matterId: 'M0' },
    { kind: 'settle-provider', providerId: 'P0' },
    { kind: 'remove-organization', organizationId: 'O0' },
    { kind: 'forget-history', userId: 'nobody' },
  ])('of what is gone by now does nothing: $kind', async (work) => {
    const directory = testDirectory();
    const stale = { ...directory, unfinishedWork: { list: async () => [work] } };

    expect(await goOnWithUnfinishedWork(stale, 15)).toBe(1);
    expect(directory.telemetry.events).toEqual([]);
  });

  test('says so when it cannot be known what is unfinished', async () => {
    const directory = testDirectory();
    const list = async () => {
      throw new Unavailable('DynamoDB is down.');
    };

    await expect(goOnWithUnfinishedWork({ ...directory, unfinishedWork: { list } }, 15)).rejects.toBeInstanceOf(
      Unavailable,
    );
  });

  test('gives each piece its share of the time, and begins with another one in each minute', async () => {
    const directory = testDirectory();
    const matterIds: string[] = [];
    for (const name of ['A', 'B', 'C']) {
      const { id: matterId } = await openMatter(directory, { administrator, name });
      await closeMatter(directory, { administrator, matterId, budgetSeconds: 0 });
      matterIds.push(matterId);
    }
    const begun: string[] = [];
    const { matters } = directory;
    const slow = {
      ...directory,
      matters: {
        ...matters,
        get: async (matterId: string) => {
          begun.push(matterId);
          directory.clock.advance(20);
          throw new Error('It fails, and takes long.');
        },
      },
    };

    for (let minute = 0; minute < 3; minute++) {
      await goOnWithUnfinishedWork(slow, 15);
      directory.clock.advance(40);
    }

    expect([...begun].sort()).toEqual(matterIds);
  });
});
