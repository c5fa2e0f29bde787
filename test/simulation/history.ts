/** One history: a world, the actors that act in it, and what became of it. */
import { instantOf } from '#shared/directory/instant.ts';
import type { Directory, ProductPlan } from '#shared/directory/ports.ts';
import { isCancelling, isUnsettled } from '#shared/directory/providers/provider.ts';
import type { ProviderStore } from '#shared/directory/stores.ts';
import type { User } from '#shared/directory/users/user.ts';
import { memoryMatterStore } from '#test/doubles/memory-matter-store.ts';
import { memoryOrganizationStore } from '#test/doubles/memory-organization-store.ts';
import { memoryProviderStore } from '#test/doubles/memory-provider-store.ts';
import { type MemoryUserStore, memoryUserStore } from '#test/doubles/memory-user-store.ts';
import { sampleProvider } from '#test/doubles/samples.ts';
import { isMet, type TestDirectory, testDirectory } from '#test/doubles/test-directory.ts';
import { checkEnd } from './answers.ts';
import type { Choices } from './choices.ts';
import type { Mischief } from './faults.ts';
import { pendingOf } from './invariants.ts';
import { runWorld } from './scheduler.ts';
import { startSettling } from './settling.ts';
import { addSchedule, simulatedSchedules } from './simulated-schedules.ts';
import { delaySeconds, matterId, otherOrganizationId, otherProviderId, startStates, userInState } from './states.ts';
import { note, type Tally, type Violation, type World } from './world.ts';

/** A part of the deployment that a test breaks, to see that the simulator notices. */
export type Sabotage = {
  readonly users?: (store: MemoryUserStore) => MemoryUserStore;
  readonly directory?: (directory: Directory) => Directory;
  readonly sweeps?: boolean;
};

/** What is the same for every history of a run. */
export type RunOptions = {
  readonly sabotage?: Sabotage;
  readonly isTraced?: boolean;
  /** Names of invariants that are known not to hold yet. */
  readonly ignored?: readonly string[];
};

export type HistoryPlan = RunOptions & {
  readonly choices: Choices;
  readonly mischief: Mischief;
  readonly deviations: number;
  /** Where the first user stands, and the second. */
  readonly states: readonly [string, string];
  readonly productPlan: ProductPlan;
  readonly firstSweepSeconds: number;
  /** Who acts, side by side. */
  act(world: World): readonly Promise<void>[];
};

export type HistoryResult = {
  readonly tally: Tally;
  readonly violation: Violation | undefined;
  readonly trace: readonly string[];
};

const names = ['ada', 'grace'] as const;
const userIds = ['01KARQ00000000000000000001', '01KARQ00000000000000000002'] as const;
const longAgo = '2026-11-01T00:00:00.000Z';
const openMatter = {
  id: matterId,
  version: 1,
  name: 'M',
  state: 'open',
  createdAt: longAgo,
  lastModifiedAt: longAgo,
} as const;
const otherOrganization = {
  id: otherOrganizationId,
  version: 1,
  name: 'O',
  createdAt: longAgo,
  lastModifiedAt: longAgo,
};
const start = Date.parse('2026-11-23T18:00:00.000Z');

export async function runHistory(plan: HistoryPlan): Promise<HistoryResult> {
  const world = makeWorld(plan);
  note(world, () => `ada is ${plan.states[0]}, grace is ${plan.states[1]}, plan ${plan.productPlan}`);
  void Promise.all(plan.act(world)).then(() => startSettling(world));
  await runWorld(world);
  if (world.violation === undefined) checkEnd(world);
  const { tally, violation, trace = [] } = world;
  for (const { state, event, outcome } of world.processes) {
    if (outcome?.kind === 'answered') countCompleted(tally, `${state} | ${event.name} | completes`);
  }
  return { tally, violation, trace };
}

function countCompleted({ covered }: Tally, key: string): void {
  covered.set(key, (covered.get(key) ?? 0) + 1);
}

function makeWorld(plan: HistoryPlan): World {
  const initialUsers = usersOf(plan);
  const providers = memoryProviderStore([
    sampleProvider({ deactivationDelaySeconds: delaySeconds }),
    sampleProvider({ id: otherProviderId, deactivationDelaySeconds: delaySeconds }),
  ]);
  const matters = memoryMatterStore([openMatter]);
  const organizations = memoryOrganizationStore([otherOrganization]);
  const healthy = memoryUserStore(initialUsers, (requirement) =>
    isMet(requirement, { providers, matters, organizations }),
  );
  const users = plan.sabotage?.users?.(healthy) ?? healthy;
  const delays = [{ tick: 0, seconds: delaySeconds }];
  const world: World = {
    now: start,
    tick: 0,
    choices: plan.choices,
    mischief: plan.mischief,
    deviationsLeft: plan.deviations,
    settlingSince: undefined,
    directory: makeDirectory(
      plan,
      { users, providers, matters, organizations },
      (seconds) => delays.push({ tick: world.tick, seconds }),
      () => world,
    ),
    users,
    schedules: new Map(),
    onTrack: new Set(),
    nextSweepAt: start + plan.firstSweepSeconds * 1000,
    isCancelling: () => providers.stored().some(isCancelling),
    cancelledUntil: 0,
    unfinished: () =>
      providers.stored().filter(isUnsettled).length +
      matters.stored().filter(({ state }) => state === 'closing').length +
      users.toForget().length,
    sweptChanges: undefined,
    sweeps: plan.sabotage?.sweeps ?? true,
    names,
    idByName: new Map(initialUsers.map((user) => [user.attributes.userName, user.id])),
    initialUsers,
    processes: [],
    running: new Set(),
    ended: [],
    current: undefined,
    calls: [],
    effects: [],
    timers: [],
    stored: new Map(initialUsers.map((user) => [user.id, user])),
    delays,
    entriesSeen: 0,
    changes: [],
    logged: new Map(),
    tally: { steps: 0, preemptions: 0, interleaving: 2_166_136_261, fates: new Map(), covered: new Map() },
    violation: undefined,
    ignored: plan.ignored ?? [],
    trace: plan.isTraced ? [] : undefined,
  };
  for (const user of initialUsers) {
    const pending = pendingOf(user);
    if (pending !== undefined && Date.parse(pending.dueAt) > start) addSchedule(world, user.id, pending);
  }
  return world;
}

function usersOf({ states }: HistoryPlan): readonly User[] {
  return states.flatMap((state, index) => {
    const userName = names[index] ?? '';
    const id = userIds[index] ?? '';
    const user = userInState(state, instantOf(start), { id, attributes: { userName } });
    return user === undefined ? [] : [user];
  });
}

function makeDirectory(
  { sabotage, productPlan }: HistoryPlan,
  stores: Pick<TestDirectory, 'users' | 'providers' | 'matters' | 'organizations'>,
  onDelay: (seconds: number) => void,
  world: () => World,
): Directory {
  const doubles = testDirectory(stores);
  const directory: Directory = {
    ...doubles,
    providers: observedProviders(stores.providers, onDelay),
    schedules: simulatedSchedules(world),
    settings: { ...doubles.settings, productPlan },
  };
  return sabotage?.directory?.(directory) ?? directory;
}

/** Says under which delays a deactivation may have been decided. */
function observedProviders(providers: ProviderStore, onDelay: (seconds: number) => void): ProviderStore {
  return {
    get: providers.get,
    list: providers.list,
    removed: providers.removed,
    create: providers.create,
    delete: providers.delete,
    replace: async (before, after, entry) => {
      await providers.replace(before, after, entry);
      onDelay(after.deactivationDelaySeconds);
    },
  };
}

/** One of the states, by choice. */
export function chooseState(choices: Choices): string {
  return startStates[choices.choose(startStates.length, 1 / startStates.length)] ?? 'active';
}
