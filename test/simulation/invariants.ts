/** What must hold after every step of every history, by name. */
import { instantOf } from '#shared/directory/instant.ts';
import { blocksDuringDelay } from '#shared/directory/product-plan.ts';
import { foldUserName } from '#shared/directory/users/fold-user-name.ts';
import { isHeld, type PendingDeactivation, type User } from '#shared/directory/users/user.ts';
import type { Change, World } from './world.ts';

/** @returns what is wrong; `undefined` when nothing is */
type ChangeInvariant = (world: World, change: Change) => string | undefined;

/** Looked at whenever something stored has changed. */
export const changeInvariants: Readonly<Record<string, ChangeInvariant>> = {
  'never deactivated before due': ({ now }, { before, after, process }) => {
    const pending = pendingOf(before);
    if (!isCarriedOut(before, after) || pending === undefined || process.event.carriesOut === true) return undefined;
    return now < Date.parse(pending.dueAt) ? `due at ${pending.dueAt}, deactivated at ${instantOf(now)}` : undefined;
  },
  'never deactivated while held': (_, { before, after }) =>
    after?.life.state === 'deactivated' && isHeld(after) && before?.life.state !== 'deactivated'
      ? `a custodian of ${after.matterIds} was deactivated`
      : undefined,
  'a deactivated user is no custodian': (_, { after }) =>
    after?.life.state === 'deactivated' && isHeld(after)
      ? `deactivated, and custodian of ${after.matterIds}`
      : undefined,
  'deactivated without delay only under a delay of 0': (world, { before, after, process }) =>
    before?.life.state === 'active' && isProvisionings(after) && !hadNoDelay(world, process.startTick)
      ? 'no provider had a delay of 0'
      : undefined,
  'a deactivation begins and ends as requested': (world, { before, after, process }) => {
    if (before === undefined || after === undefined) return undefined;
    const isAsked = process.event.asks === 'inactive';
    if (before.life.state === 'active' && (pendingOf(after) || isProvisionings(after)) && !isAsked) {
      return `${process.event.name} began a deactivation`;
    }
    const isActiveAgain = before.life.state !== 'active' && after.life.state === 'active';
    const mayEnd = process.event.asks === 'active' || process.event.cancels === true || world.isCancelling();
    return isActiveAgain && !mayEnd ? `${process.event.name} ended a deactivation` : undefined;
  },
  'a provider does not end what an administrator ended': (_, { before, after, process }) =>
    process.event.by !== 'administrator' &&
    before?.life.state === 'deactivated' &&
    before.life.cause === 'administrator' &&
    after?.life !== before.life
      ? `the life became ${JSON.stringify(after?.life)}`
      : undefined,
  'repeating a request neither extends nor restarts the delay': (_, { before, after }) => {
    const [earlier, later] = [pendingOf(before), pendingOf(after)];
    if (earlier === undefined || later === undefined) return undefined;
    return earlier.id === later.id && earlier.dueAt === later.dueAt
      ? undefined
      : `${earlier.id} due ${earlier.dueAt} became ${later.id} due ${later.dueAt}`;
  },
  'blocked while pending': ({ directory }, { after }) =>
    blocksDuringDelay(directory.settings.productPlan) &&
    pendingOf(after) !== undefined &&
    after?.blocks.provisioning === undefined
      ? 'pending and not blocked by provisioning'
      : undefined,
  'not blocked by provisioning while active': (_, { after }) =>
    after?.life.state === 'active' && after.blocks.provisioning !== undefined ? 'active, and still blocked' : undefined,
  "what is an administrator's is changed by administrators only": (_, { before, after, process }) => {
    if (before === undefined || after === undefined || process.event.by === 'administrator') return undefined;
    // The sweep goes on with releasing the custodians of a matter that an administrator has closed.
    const isReleasing = process.event.by === 'platform' && after.matterIds.length < before.matterIds.length;
    const ours = ({ organizationId, roles, matterIds, blocks }: User) =>
      JSON.stringify({ organizationId, roles, matterIds: isReleasing || matterIds, block: blocks.administrator });
    return ours(before) === ours(after) ? undefined : `${ours(before)} became ${ours(after)}`;
  },
  'a local user is untouchable by SCIM': (_, { before, after, process }) =>
    process.event.by === 'provider' &&
    before !== after &&
    before?.management.by === 'administrators' &&
    before.management.openToProviderId === undefined
      ? `${process.event.name} changed a local user`
      : undefined,
  'userName is unique': ({ stored }, { after }) => {
    if (after === undefined || after.deletedAt !== undefined) return undefined;
    const name = foldUserName(after.attributes.userName);
    const other = [...stored.values()].find(
      (user) => user.id !== after.id && user.deletedAt === undefined && foldUserName(user.attributes.userName) === name,
    );
    return other && `${after.id} and ${other.id} are both called ${after.attributes.userName}`;
  },
  'one Sync Log entry for every change': (_, { before, after, entries }) => {
    const steps = before === after ? 0 : 1;
    const changed = entries.filter(({ outcome }) => outcome === 'changed');
    const versions = (after?.version ?? 0) - (before?.version ?? 0);
    if (after !== undefined && versions !== steps) return `the version rose by ${versions}`;
    if (after !== undefined && changed.length !== steps) return `${changed.length} entries for ${steps} changes`;
    if (after === undefined && before !== undefined && changed.length !== 1) return 'an erased user needs one entry';
    return changed.some(({ userId }) => userId !== (after ?? before)?.id) ? 'the entry names another user' : undefined;
  },
  'a change is dated after the one before it': (_, { before, after, process }) => {
    if (before === undefined || after === undefined || before === after) return undefined;
    // A clock that is behind dates as it can, and a deactivation is carried out whatever else has changed meanwhile.
    if (process.skewMilliseconds > 0 || process.event.by === 'platform') return undefined;
    return after.lastModifiedAt < before.lastModifiedAt
      ? `${after.lastModifiedAt} came after ${before.lastModifiedAt}`
      : undefined;
  },
  'every Sync Log entry is written once': ({ logged }, { entries }) => {
    const again = entries.find(({ id, outcome }) => logged.get(id) === outcome);
    return again && `the entry ${again.id} is there already`;
  },
  'only a deactivated user whom nothing holds is erased': (_, { before, after }) =>
    after === undefined && before !== undefined && (before.life.state !== 'deactivated' || isHeld(before))
      ? `erased while ${before.life.state}`
      : undefined,
  'a provider manages every pending user': (_, { after }) =>
    pendingOf(after) !== undefined && after?.management.by !== 'provider' ? 'pending, and local' : undefined,
};

function isCarriedOut(before: User | undefined, after: User | undefined): boolean {
  return before?.life.state === 'pending' && isProvisionings(after);
}

/** An administrator's deactivation waits for nothing. */
function isProvisionings(user: User | undefined): boolean {
  return user?.life.state === 'deactivated' && user.life.cause === 'provisioning';
}

export function pendingOf(user: User | undefined): PendingDeactivation | undefined {
  return user?.life.state === 'pending' ? user.life.deactivation : undefined;
}

/** Whether a delay of 0 was in force at any time since, or is. */
function hadNoDelay({ delays }: World, sinceTick: number): boolean {
  return delays.some(({ seconds }, index) => {
    const endedAt = delays[index + 1]?.tick ?? Number.POSITIVE_INFINITY;
    return seconds === 0 && endedAt >= sinceTick;
  });
}
