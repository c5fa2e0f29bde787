/** The custodians of a matter: who they are, and how an administrator places many users on legal hold at once. */
import type { Administrator } from '#shared/directory/administration/administrator.ts';
import { NotFound, type RefusalCode, Refused, Unavailable, VersionConflict } from '#shared/directory/errors.ts';
import { plusSeconds } from '#shared/directory/instant.ts';
import type { Page, PageRequest } from '#shared/directory/page.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { sideBySide } from '#shared/directory/unfinished/work-through.ts';
import type { User } from '#shared/directory/users/user.ts';
import { requireMatter } from './change-matter.ts';
import { placeLegalHold } from './legal-hold.ts';
import { requireLegalHold } from './open-matter.ts';

/** In the order of their ids. @throws NotFound */
export async function listCustodians(
  directory: Directory,
  { matterId, after, limit }: PageRequest & { readonly matterId: string },
): Promise<Page<User>> {
  await requireMatter(directory, matterId);
  const found = await directory.users.listed({ matterId }, { after, limit: limit + 1 });
  const userIds = found.slice(0, limit);
  const items = (await directory.users.getAll(userIds)).filter((user) => user.matterIds.includes(matterId));
  return { items, next: found.length > limit ? userIds.at(-1) : undefined };
}

/** One of the two: by the id, or by the name that the user has now. */
export type CustodianName = { readonly userId: string } | { readonly userName: string };

/** `not-tried`: there was no time left, or the service could not do it now; ask again for these. */
export type HoldOutcome = {
  readonly name: CustodianName;
  readonly userId?: string;
  readonly outcome: 'placed' | 'already-placed' | 'not-found' | 'refused' | 'not-tried';
  readonly code?: RefusalCode;
  readonly detail?: string;
};

/**
 * One outcome for each name, in their order; what is refused for one keeps none of the others back.
 * @throws NotFound when there is no such matter; Refused MATTER_CLOSED, NO_LEGAL_HOLD
 */
export async function placeLegalHolds(
  directory: Directory,
  request: {
    readonly administrator: Administrator;
    readonly matterId: string;
    readonly custodians: readonly CustodianName[];
    readonly budgetSeconds: number;
  },
): Promise<readonly HoldOutcome[]> {
  const { administrator, matterId, custodians, budgetSeconds } = request;
  requireLegalHold(directory);
  const { state } = await requireMatter(directory, matterId);
  if (state !== 'open') throw new Refused('MATTER_CLOSED', `Matter ${matterId} is ${state}.`);
  const deadline = plusSeconds(directory.clock.now(), budgetSeconds);
  const outcomes: HoldOutcome[] = custodians.map((name) => ({ name, outcome: 'not-tried' }));
  await sideBySide([...custodians.entries()], async ([index, name]) => {
    if (directory.clock.now() >= deadline) return;
    outcomes[index] = { name, ...(await placeOne(directory, { administrator, matterId, name })) };
  });
  return outcomes;
}

async function placeOne(
  directory: Directory,
  {
    name,
    ...request
  }: { readonly administrator: Administrator; readonly matterId: string; readonly name: CustodianName },
): Promise<Omit<HoldOutcome, 'name'>> {
  try {
    const user =
      'userId' in name ? await directory.users.get(name.userId) : await directory.users.getByUserName(name.userName);
    if (user === undefined) return { outcome: 'not-found' };
    const userId = user.id;
    if (user.matterIds.includes(request.matterId)) return { userId, outcome: 'already-placed' };
    return await placeLegalHold(directory, { ...request, userId }).then(
      () => ({ userId, outcome: 'placed' }) as const,
      (error: unknown) => {
        if (!(error instanceof Refused)) throw error;
        return { userId, outcome: 'refused', code: error.code, detail: error.message } as const;
      },
    );
  } catch (error) {
    if (error instanceof NotFound) return { outcome: 'not-found' };
    if (error instanceof Unavailable || error instanceof VersionConflict) return { outcome: 'not-tried' };
    throw error;
  }
}
