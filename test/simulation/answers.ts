/** What must be true of every answer that a process gave, and of where a history ends. */
import { Invalid, NotFound, Refused, Unavailable, VersionConflict } from '#shared/directory/errors.ts';
import type { User } from '#shared/directory/users/user.ts';
import { ScimError } from '#shared/scim/error.ts';
import { userBetween } from './observation.ts';
import { type Process, violate, type World } from './world.ts';

const expectedErrors = [ScimError, Unavailable, VersionConflict, NotFound, Invalid, Refused];

/** What `accepted` means: the answer was 2xx, and said what was asked for. */
export function checkAnswer(world: World, process: Process): void {
  const { outcome } = process;
  const { name, asks } = process.event;
  if (outcome?.kind === 'failed' && !mayFail(process, outcome.error)) {
    violate(world, 'fails only as it may', `${name}: ${outcome.error}`);
  }
  if (outcome?.kind !== 'answered' || asks === undefined) return;
  const userId = userIdOf(process);
  const during = userBetween(world, userId ?? '', process.startTick, process.lastTick);
  if (asks === 'inactive' && !during.some(isInactive)) {
    violate(world, 'an accepted request to deactivate deactivates', `${name} of ${userId} was accepted`);
  }
  const answered = answeredUser(process);
  if (asks === 'inactive' && answered?.life.state === 'active') {
    violate(world, 'an accepted request to deactivate is answered with active:false', `${name} of ${userId}`);
  }
  const reasons = world.changes.filter((change) => change.process === process).flatMap(({ entries }) => entries);
  if (asks === 'active' && isAdministrators(answered) && !reasons.some(({ reason }) => reason !== undefined)) {
    violate(world, 'a refusal is logged', `${name} of ${userId} was refused and no entry says why`);
  }
  if (asks === 'active' && !during.some((user) => user?.life.state === 'active' || isAdministrators(user))) {
    violate(world, 'an accepted request to reactivate reactivates', `${name} of ${userId} was accepted`);
  }
}

function mayFail({ event }: Process, error: unknown): boolean {
  const isExpected = expectedErrors.some((known) => error instanceof known);
  return (
    isExpected || (event.mayFail !== undefined && error instanceof Error && error.message.startsWith(event.mayFail))
  );
}

/** After all is settled: nothing is left to fire, and every user is as some last request asked. */
export function checkEnd(world: World): void {
  for (const user of world.stored.values()) {
    const asked = isInactive(user) ? 'inactive' : 'active';
    if (isAdministrators(user) || isLastRequest(world, user, asked)) continue;
    violate(world, 'a user ends as last requested', `${user.id} is ${asked} against the last accepted request`);
  }
}

/**
 * Whether some request for it, or the beginning, may have taken effect after every accepted request for the opposite:
 * one that failed may have had its effect, one that overlaps may have been later.
 */
function isLastRequest(world: World, user: User, asked: 'active' | 'inactive'): boolean {
  const opposite = world.processes.filter((process) => process.event.asks !== asked && isAccepted(process, user.id));
  const mayBeLast = (lastTick: number) => opposite.every(({ startTick }) => startTick <= lastTick);
  const first = world.initialUsers.find(({ id }) => id === user.id);
  // Cancelling goes on until it is done, whenever that is.
  if (asked === 'active' && world.processes.some(({ event }) => event.cancels)) return true;
  if (mayBeLast(firstTick(world, user, first, asked))) return true;
  return world.processes.some((process) => process.event.asks === asked && mayBeLast(process.lastTick));
}

/** When the user began as asked; before all, when it never did. */
function firstTick(world: World, user: User, first: User | undefined, asked: 'active' | 'inactive'): number {
  if (first !== undefined) return (isInactive(first) ? 'inactive' : 'active') === asked ? 0 : -1;
  const creation = world.changes.find(({ after }) => after?.id === user.id);
  return creation?.process.lastTick ?? -1;
}

function isAccepted(process: Process, userId: string): boolean {
  const { outcome } = process;
  const { asks } = process.event;
  if (outcome?.kind !== 'answered' || asks === undefined || userIdOf(process) !== userId) return false;
  return asks === 'inactive' || answeredUser(process)?.life.state === 'active';
}

/** Whom the answer is about, or else the request. */
function userIdOf(process: Process): string | undefined {
  return answeredUser(process)?.id ?? process.userId;
}

export function answeredUser({ outcome }: Pick<Process, 'outcome'>): User | undefined {
  const value = outcome?.kind === 'answered' ? outcome.value : undefined;
  return typeof value === 'object' && value !== null && 'life' in value ? (value as User) : undefined;
}

function isInactive(user: User | undefined): boolean {
  return user !== undefined && user.life.state !== 'active';
}

function isAdministrators(user: User | undefined): boolean {
  return user?.life.state === 'deactivated' && user.life.cause === 'administrator';
}
