/** Runs the processes of a world step by step: who goes on, what becomes of the call, when time moves. */
import { Unavailable, VersionConflict } from '#shared/directory/errors.ts';
import { memoryUserStore } from '#test/doubles/memory-user-store.ts';
import { checkAnswer } from './answers.ts';
import { type Fate, isRead, possibleFates } from './faults.ts';
import { observeStep, usersAt } from './observation.ts';
import { describeOutcome, killProcess, label } from './processes.ts';
import { checkLateness, isSettled } from './settling.ts';
import { sweepNow } from './sweeps.ts';
import { type Call, count, note, violate, type World } from './world.ts';

/** How long a call takes. */
const callMilliseconds = 5;

/** An SDK gives up on a call after a few seconds, and so does the network. */
const longestFlightMilliseconds = 5000;

/** How far an index may lag. */
const lagMilliseconds = 4000;

/** How long all calls may hang: shorter than any function's time-out. */
const longestStallMilliseconds = 7000;

/** Every delay, and every repetition of it, is over by then. */
const longestSettlingMilliseconds = 3_600_000;

const maximumSteps = 5000;

const stayChance = 0.65;
/** Reads are most of the calls, and writes are where it hurts. */
const goodReadChance = 0.93;
const goodWriteChance = 0.7;

/** All that is synchronous has run: microtasks come before the tick queue. */
const quiet = () => new Promise<void>((resolve) => process.nextTick(resolve));

/** Until nothing is left to happen, or an invariant is violated. */
export async function runWorld(world: World): Promise<void> {
  for (;;) {
    await quiet();
    for (const ended of world.ended.splice(0)) {
      note(world, () => `${label(ended)} ${describeOutcome(ended)}`);
      checkAnswer(world, ended);
    }
    if (world.violation !== undefined) return;
    if (fireWhatIsDue(world)) continue;
    const move = nextMove(world);
    if (move !== undefined) await step(world, move);
    else if (!jump(world)) return;
    if (world.tally.steps > maximumSteps) violate(world, 'a history ends', `${maximumSteps} steps were not enough`);
  }
}

type Move = { readonly call: Call; readonly hasLanded: boolean };

/** Taken out of what waits; `undefined` when time is to move first. */
function nextMove(world: World): Move | undefined {
  const { calls, effects } = world;
  const overdue = effects.findIndex(({ landsBy }) => landsBy <= world.now);
  if (overdue >= 0) return landing(world, overdue);
  const own = calls.findIndex((call) => call.process === world.current);
  const options = calls.length + effects.length + 1;
  const index = chooseMove(world, options, own < 0 ? calls.length : 1);
  if (index >= calls.length) return landing(world, index - calls.length);
  const [call] = calls.splice(own < 0 ? index : (own + index) % calls.length, 1);
  if (call === undefined) return undefined;
  world.current = call.process;
  return { call, hasLanded: false };
}

function landing({ effects }: World, index: number): Move | undefined {
  const [effect] = effects.splice(index, 1);
  return effect && { call: effect.call, hasLanded: true };
}

/** @param free how many of the options, the first ones, are no deviation */
function chooseMove(world: World, options: number, free: number): number {
  const harmless = Math.max(free, 1);
  if (world.settlingSince !== undefined) return 0;
  const index = world.choices.choose(world.deviationsLeft > 0 ? options : Math.min(options, harmless), stayChance);
  if (index >= harmless) world.deviationsLeft -= 1;
  if (index > 0) world.tally.preemptions += 1;
  return index;
}

function chooseFate(world: World, name: string): Fate {
  if (world.settlingSince !== undefined || world.deviationsLeft <= 0) return 'goes well';
  const fates = possibleFates(name, world.mischief);
  const index = world.choices.choose(fates.length, isRead(name) ? goodReadChance : goodWriteChance);
  if (index > 0) world.deviationsLeft -= 1;
  return fates[index] ?? 'goes well';
}

async function step(world: World, { call, hasLanded }: Move): Promise<void> {
  world.now += callMilliseconds;
  world.tick += 1;
  world.tally.steps += 1;
  world.tally.interleaving = Math.imul(world.tally.interleaving ^ hashOf(call), 16_777_619) >>> 0;
  if (hasLanded) {
    note(world, () => `${label(call.process)} ${call.name} (call ${call.number}) takes its late effect`);
    await call.perform().catch(() => undefined);
  } else {
    const fate = chooseFate(world, call.name);
    count(world.tally.fates, fate);
    note(world, () => `${label(call.process)} ${call.name} (call ${call.number}) ${fate}`);
    await meetFate(world, call, fate);
  }
  if (!isRead(call.name)) observeStep(world, call.process);
}

function hashOf({ process, number }: Call): number {
  return process.id * 64 + number;
}

async function meetFate(world: World, call: Call, fate: Fate): Promise<void> {
  const crash = (when: string) => killProcess(world, call.process, `${when} ${call.number}: ${call.name}`);
  const land = () => world.effects.push({ call, landsBy: world.now + longestFlightMilliseconds });
  switch (fate) {
    case 'goes well':
      return perform(call, () => call.perform());
    case 'fails before its effect':
      return call.reject(new Unavailable('simulated: nothing was done'));
    case 'takes effect, reply lost':
      await call.perform().catch(() => undefined);
      return call.reject(new Unavailable('simulated: the reply is lost'));
    case 'times out, takes effect later':
      land();
      return call.reject(new Unavailable('simulated: time-out'));
    case 'is delivered twice':
      land();
      return perform(call, () => call.perform());
    case 'meets another transaction':
      return call.reject(new VersionConflict('simulated: TransactionConflict'));
    case 'shows a state of seconds ago':
      return perform(call, () => performLate(world, call));
    case 'process dies before it':
      return crash('dies before');
    case 'process dies after it':
      await call.perform().catch(() => undefined);
      return crash('dies after');
    case 'process dies, takes effect later':
      land();
      return crash('dies during');
  }
}

async function perform(call: Call, effect: () => Promise<unknown>): Promise<void> {
  await effect().then(call.resolve, call.reject);
}

/** An index of a few seconds ago. */
function performLate(world: World, call: Call): Promise<unknown> {
  return call.perform(memoryUserStore(usersAt(world, world.now - lagMilliseconds)));
}

function fireWhatIsDue(world: World): boolean {
  const due = world.timers.filter(({ at }) => at <= world.now).sort((a, b) => a.at - b.at);
  const isSweepDue = world.nextSweepAt <= world.now;
  if (due.length > 0) world.timers = world.timers.filter(({ at }) => at > world.now);
  for (const timer of due) timer.fire();
  if (isSweepDue) sweepNow(world);
  const late = [...world.running].filter(({ diesAt }) => diesAt <= world.now);
  for (const process of late) killProcess(world, process, 'times out');
  return due.length > 0 || isSweepDue || late.length > 0;
}

/** Moves time to the next moment at which something happens by itself; false when nothing ever will. */
function jump(world: World): boolean {
  checkLateness(world);
  const isWaiting = world.timers.length + world.calls.length + world.effects.length > 0;
  if (!isWaiting && world.settlingSince !== undefined && isSettled(world)) return false;
  if (world.now - (world.settlingSince ?? world.now) > longestSettlingMilliseconds) {
    violate(world, 'no schedule without end', [...world.schedules.keys()].join(', '));
  }
  const longest = world.calls.length > 0 ? world.now + longestStallMilliseconds : Number.POSITIVE_INFINITY;
  world.now = Math.max(world.now, Math.min(longest, nextMoment(world)));
  return true;
}

function nextMoment({ timers, effects, nextSweepAt }: World): number {
  return Math.min(nextSweepAt, ...timers.map(({ at }) => at), ...effects.map(({ landsBy }) => landsBy));
}
