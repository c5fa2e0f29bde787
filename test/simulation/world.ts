/** The simulated deployment: what is stored, which processes run, what they wait for, and what was observed. */
import type { Directory } from '#shared/directory/ports.ts';
import type { LogEntry } from '#shared/directory/users/log-entry.ts';
import type { User } from '#shared/directory/users/user.ts';
import type { MemoryUserStore } from '#test/doubles/memory-user-store.ts';
import type { Choices } from './choices.ts';
import type { SimulatedEvent } from './event.ts';
import type { Fate, Mischief } from './faults.ts';

/** How a process ended. */
export type Outcome =
  | { readonly kind: 'answered'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'died' };

/** One run of a use case: a Lambda invocation. */
export type Process = {
  readonly id: number;
  readonly event: SimulatedEvent;
  /** Whom it is about, so far as is known when it starts. */
  readonly userId: string | undefined;
  /** What state that user was in. */
  readonly state: string;
  readonly startTick: number;
  readonly diesAt: number;
  readonly skewMilliseconds: number;
  calls: number;
  /** Of its last effect, or of its end if that came later. */
  lastTick: number;
  outcome?: Outcome;
  settle(outcome: Outcome): void;
};

/** A call of a port that has not taken effect yet. */
export type Call = {
  readonly process: Process;
  readonly name: string;
  /** Of the process, from 1. */
  readonly number: number;
  /** @param onto another double of the port, for a read that lags */
  perform(onto?: object): Promise<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
};

/** Something on its way that takes effect whatever becomes of its caller. */
type Effect = { readonly call: Call; readonly landsBy: number };

type Timer = { readonly at: number; readonly process: Process | undefined; fire(): void };

/** How late, in seconds from `firesAt` on, its event is delivered, and how often. */
type SimulatedSchedule = { readonly firesAt: number; readonly deliveries: readonly number[] };

/** One change of what is stored: at most one user's, with the entries that came with it. */
export type Change = {
  readonly at: number;
  readonly tick: number;
  readonly process: Process;
  readonly before: User | undefined;
  readonly after: User | undefined;
  readonly entries: readonly LogEntry[];
};

export type World = {
  now: number;
  /** Orders everything that happens. */
  tick: number;
  readonly choices: Choices;
  readonly mischief: Mischief;
  /** How many more faults and preemptions there may be. */
  deviationsLeft: number;
  /** Set once the script is over: from then on nothing fails. */
  settlingSince: number | undefined;
  readonly directory: Directory;
  readonly users: MemoryUserStore;
  readonly schedules: Map<string, SimulatedSchedule>;
  /** Schedules that nothing keeps from firing in time once nothing fails. */
  readonly onTrack: Set<string>;
  nextSweepAt: number;
  /** Whether pending deactivations of a provider are being cancelled now, and until when they were. */
  isCancelling(): boolean;
  cancelledUntil: number;
  /** How much work is unfinished. */
  unfinished(): number;
  /** How many changes there were when the last sweep began that nothing could fail. */
  sweptChanges: number | undefined;
  /** False where a test has broken the rule that invokes them. */
  readonly sweeps: boolean;
  /** Where a client looks for the users it knows. */
  readonly names: readonly string[];
  readonly idByName: Map<string, string>;
  readonly initialUsers: readonly User[];
  readonly processes: Process[];
  readonly running: Set<Process>;
  readonly ended: Process[];
  current: Process | undefined;
  calls: Call[];
  effects: Effect[];
  timers: Timer[];
  /** The users as last observed. */
  readonly stored: Map<string, User>;
  /** The provider's delays, each from a tick on. */
  readonly delays: { readonly tick: number; readonly seconds: number }[];
  entriesSeen: number;
  readonly changes: Change[];
  /** The outcome of every entry, by its id. */
  readonly logged: Map<string, LogEntry['outcome']>;
  readonly tally: Tally;
  violation: Violation | undefined;
  /** Names of invariants that are known not to hold yet. */
  readonly ignored: readonly string[];
  readonly trace: string[] | undefined;
};

export type Violation = { readonly invariant: string; readonly detail: string };

/** What a history came to, for the report. */
export type Tally = {
  steps: number;
  preemptions: number;
  /** Tells apart in which order processes made their calls. */
  interleaving: number;
  readonly fates: Map<Fate, number>;
  /** `state | event | crash point`, how often. */
  readonly covered: Map<string, number>;
};

export function count<Key>(counts: Map<Key, number>, key: Key, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

/** One of several ways for the world to behave; all but the first are faults, which end once a history is settled. */
export function chooseFault(world: World, ways: number, chanceOfFirst: number): number {
  const { settlingSince, mischief, deviationsLeft, choices } = world;
  if (settlingSince !== undefined || mischief !== 'everything' || deviationsLeft <= 0) return 0;
  const way = choices.choose(ways, chanceOfFirst);
  if (way > 0) world.deviationsLeft -= 1;
  return way;
}

/** Takes note of a violation; the first one counts. */
export function violate(world: World, invariant: string, detail: string): void {
  if (world.ignored.includes(invariant)) return;
  world.violation ??= { invariant, detail };
}

export function note(world: World, text: () => string): void {
  world.trace?.push(`${new Date(world.now).toISOString().slice(11, 23)} ${text()}`);
}
