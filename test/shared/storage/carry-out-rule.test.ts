/** The condition under which the table carries a deactivation out is the rule of the directory. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mayBeCarriedOut } from '#shared/directory/life/by-time.ts';
import type { Cause, Life, Management, User } from '#shared/directory/users/user.ts';
import { carryOut } from '#test/contract/user-store/carry-out.ts';
import {
  createUser,
  deleteUser,
  otherProvider,
  otherProviderId,
  pendingLife,
  userId,
} from '#test/contract/user-store/steps.ts';
import { samplePendingDeactivation, sampleProviderId } from '#test/doubles/samples.ts';
import { type LocalTables, openLocalTables, userStoreOf } from './local-table.ts';

const deactivation = samplePendingDeactivation();
const now = deactivation.dueAt;

const dueAts = { overdue: '2026-11-23T18:14:59.999Z', due: now, early: '2026-11-23T18:15:00.001Z' };
const ids = { this: deactivation.id, another: '01KARQ0000000000000000000F' };
const causes: Record<Cause, Cause> = { provisioning: 'provisioning', administrator: 'administrator' };

const lives: readonly Life[] = [
  { state: 'active' },
  ...Object.values(causes).map((cause): Life => ({ state: 'deactivated', at: '2026-11-23T18:01:00.000Z', cause })),
  ...Object.values(ids).flatMap((id) => Object.values(dueAts).map((dueAt) => pendingLife({ id, dueAt }))),
];
const matters = [[], ['01KARM00000000000000000001'], ['01KARM00000000000000000001', '01KARM00000000000000000002']];
const managements: readonly Management[] = [
  { by: 'provider', providerId: sampleProviderId },
  otherProvider,
  { by: 'administrators' },
  { by: 'administrators', openToProviderId: otherProviderId },
];

/** Every combination of what a deactivation could depend on. */
const cases = lives.flatMap((life) =>
  matters.flatMap((matterIds) =>
    managements.flatMap((management) => [true, false].map((isDeleted) => ({ life, matterIds, management, isDeleted }))),
  ),
);

let tables: LocalTables;

beforeAll(async () => {
  tables = await openLocalTables();
});

afterAll(async () => tables.close());

test('a deactivation is committed if and only if it may be carried out', async () => {
  const store = await userStoreOf(await tables.makeTable());
  const allowed: User[] = [];
  const committed: User[] = [];

  for (const [number, { isDeleted, ...parts }] of cases.entries()) {
    const created = await createUser(store, { id: userId(number), ...parts });
    const user = isDeleted ? await deleteUser(store, created) : created;
    if (mayBeCarriedOut(user, deactivation.id, now)) allowed.push(user);
    if (await carryOut(store, user, now)) committed.push(user);
    else expect(await store.get(user.id)).toStrictEqual(user);
  }

  expect(committed).toStrictEqual(allowed);
  // Overdue or due, whoever manages the user, deleted or not.
  expect(allowed).toHaveLength(2 * managements.length * 2);
});
