/** The states of a user by name, and a user in each of them for a history to start from. */
import { type Instant, plusSeconds } from '#shared/directory/instant.ts';
import { isHeld, type Life, type User } from '#shared/directory/users/user.ts';
import { samplePendingDeactivation, sampleProviderId, sampleUser } from '#test/doubles/samples.ts';

/** What the provider's delay is when a history begins. */
export const delaySeconds = 60;

/** Of the provider that users may be transferred or opened to. */
export const otherProviderId = '01KARPZZZZ0000000000000002';

export const otherOrganizationId = '01KARO00000000000000000001';

export const matterId = '01KARM00000000000000000001';

/** E.g. `active`, `held pending`, `deleted overdue`, `local deactivated by administrator`. */
export function stateOf(user: User | undefined, now: Instant): string {
  if (user === undefined) return 'absent';
  const local = user.management.by === 'provider' ? '' : user.management.openToProviderId ? 'open ' : 'local ';
  const deleted = user.deletedAt === undefined ? '' : 'deleted ';
  const held = isHeld(user) ? 'held ' : '';
  const blocked = user.blocks.administrator === undefined ? '' : 'blocked ';
  return `${local}${deleted}${held}${blocked}${lifeOf(user.life, now)}`;
}

function lifeOf(life: Life, now: Instant): string {
  switch (life.state) {
    case 'active':
      return 'active';
    case 'pending':
      return life.deactivation.dueAt < now ? 'overdue' : 'pending';
    case 'deactivated':
      return life.cause === 'administrator' ? 'deactivated by administrator' : 'deactivated';
  }
}

/** A schedule waits for a pending deactivation, and is lost where it is overdue. */
const lives: Readonly<Record<string, (now: Instant, userId: string) => Pick<User, 'life' | 'blocks'>>> = {
  active: () => ({ life: { state: 'active' }, blocks: {} }),
  pending: pendingSince,
  overdue: (now, userId) => pendingSince(plusSeconds(now, -delaySeconds - 100), userId),
  deactivated: (now) => {
    const at = plusSeconds(now, -3600);
    return { life: { state: 'deactivated', at, cause: 'provisioning' }, blocks: { provisioning: at } };
  },
  'deactivated by administrator': (now) => ({
    life: { state: 'deactivated', at: plusSeconds(now, -3600), cause: 'administrator' },
    blocks: {},
  }),
};

function pendingSince(requestedAt: Instant, userId: string): Pick<User, 'life' | 'blocks'> {
  const deactivation = samplePendingDeactivation({
    id: `01KARQD${userId.slice(7)}`,
    requestedAt,
    dueAt: plusSeconds(requestedAt, delaySeconds),
  });
  return { life: { state: 'pending', deactivation }, blocks: { provisioning: requestedAt } };
}

/** What comes before a life in the name of a state. */
const circumstances: Readonly<Record<string, (now: Instant, user: User) => Partial<User>>> = {
  held: () => ({ matterIds: [matterId] }),
  deleted: (now) => ({ deletedAt: plusSeconds(now, -1) }),
  local: () => ({ management: { by: 'administrators' } }),
  open: () => ({ management: { by: 'administrators', openToProviderId: sampleProviderId } }),
  blocked: (now, { blocks }) => ({ blocks: { ...blocks, administrator: plusSeconds(now, -60) } }),
};

/** The states that a history may start from. */
export const startStates: readonly string[] = [
  'active',
  'absent',
  'blocked active',
  'pending',
  'blocked pending',
  'overdue',
  'held active',
  'held pending',
  'held overdue',
  'deactivated',
  'deactivated by administrator',
  'deleted pending',
  'deleted overdue',
  'deleted held pending',
  'deleted held overdue',
  'deleted deactivated',
  'deleted deactivated by administrator',
  'local active',
  'local held active',
  'local deactivated',
  'local deleted deactivated',
  'local deactivated by administrator',
  'open active',
  'open held active',
  'open deactivated by administrator',
];

/** @returns `undefined` for `absent` */
export function userInState(state: string, now: Instant, named: Pick<User, 'id' | 'attributes'>): User | undefined {
  if (state === 'absent') return undefined;
  const life = Object.keys(lives).find((name) => state === name || state.endsWith(` ${name}`));
  const makeLife = life === undefined ? undefined : lives[life];
  if (life === undefined || makeLife === undefined) throw new Error(`There is no state "${state}".`);
  const user = sampleUser({ ...makeLife(now, named.id), ...named });
  const words = state.slice(0, -life.length).split(' ');
  return Object.assign({}, user, ...words.map((word) => circumstances[word]?.(now, user)));
}
