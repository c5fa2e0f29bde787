/** Starts and ends processes, and gives each a directory whose every port call waits for the scheduler. */
import { type Instant, instantOf } from '#shared/directory/instant.ts';
import type { Directory } from '#shared/directory/ports.ts';
import type { SimulatedEvent, Target } from './event.ts';
import { stateOf } from './states.ts';
import { chooseFault, count, note, type Outcome, type Process, type World } from './world.ts';

/** Parts of the directory that are not ports: calling them is no suspension point. */
const ownParts: ReadonlySet<string> = new Set(['clock', 'telemetry', 'settings']);

const noTelemetry = { record: () => undefined };

/** Milliseconds by which a clock is behind that of the scheduler. */
const skews: readonly number[] = [0, 1000, 3000];

export function chooseSkew(world: World): number {
  return skews[chooseFault(world, skews.length, 0.8)] ?? 0;
}

/** @returns how the process ended, once it has */
export function startProcess(
  world: World,
  event: SimulatedEvent,
  target: Target,
  skewMilliseconds = 0,
): Promise<Outcome> {
  return new Promise((resolve) => {
    world.tick += 1;
    const user = world.stored.get(target.userId);
    const process: Process = {
      id: world.processes.length + 1,
      event,
      userId: target.userId,
      state: stateOf(user, instantOf(world.now)),
      startTick: world.tick,
      diesAt: world.now + event.timeoutSeconds * 1000,
      skewMilliseconds,
      calls: 0,
      lastTick: world.tick,
      settle: (outcome) => {
        if (process.outcome !== undefined) return;
        process.outcome = outcome;
        world.tick += 1;
        process.lastTick = world.tick;
        world.running.delete(process);
        world.ended.push(process);
        resolve(outcome);
      },
    };
    world.processes.push(process);
    world.running.add(process);
    note(world, () => `${label(process)} starts on ${target.userName}, who is ${process.state}`);
    event.run(processDirectory(world, process), target).then(
      (value) => process.settle({ kind: 'answered', value }),
      (error) => process.settle({ kind: 'failed', error }),
    );
  });
}

/** Nothing that the process waited for reaches it any more. */
export function killProcess(world: World, process: Process, crashPoint: string): void {
  world.calls = world.calls.filter((call) => call.process !== process);
  world.timers = world.timers.filter((timer) => timer.process !== process);
  count(world.tally.covered, `${process.state} | ${process.event.name} | ${crashPoint}`);
  process.settle({ kind: 'died' });
}

export function label(process: Process): string {
  return `#${process.id} ${process.event.name}`;
}

export function describeOutcome({ outcome }: Process): string {
  if (outcome?.kind === 'answered') return 'answers';
  return outcome?.kind === 'failed' ? `fails: ${outcome.error}` : 'is dead';
}

function processDirectory(world: World, process: Process): Directory {
  const directory: Record<string, unknown> = { ...world.directory };
  for (const [name, part] of Object.entries(world.directory)) {
    if (typeof part === 'object' && !ownParts.has(name)) directory[name] = suspendedPort(world, process, name, part);
  }
  return {
    ...(directory as Directory),
    telemetry: noTelemetry,
    clock: {
      now: () => rememberedInstant(world.now - process.skewMilliseconds),
      sleep: (milliseconds) =>
        new Promise((resolve) => {
          if (process.outcome !== undefined) return;
          world.timers.push({ at: world.now + milliseconds, process, fire: resolve });
        }),
    },
  };
}

/** A sweep asks for the time dozens of times within a step. */
const remembered = { milliseconds: 0, instant: instantOf(0) };

function rememberedInstant(milliseconds: number): Instant {
  if (remembered.milliseconds !== milliseconds) {
    remembered.milliseconds = milliseconds;
    remembered.instant = instantOf(milliseconds);
  }
  return remembered.instant;
}

function suspendedPort<Port extends object>(world: World, process: Process, name: string, port: Port): Port {
  return new Proxy(port, {
    get: (_, method) => {
      const original: unknown = Reflect.get(port, method);
      if (typeof original !== 'function' || typeof method !== 'string') return original;
      return (...parameters: unknown[]) =>
        new Promise((resolve, reject) => {
          if (process.outcome !== undefined) return;
          process.calls += 1;
          world.calls.push({
            process,
            name: `${name}.${method}`,
            number: process.calls,
            perform: (onto = port) => Reflect.apply(Reflect.get(onto, method), onto, parameters),
            resolve,
            reject,
          });
        });
    },
  });
}
