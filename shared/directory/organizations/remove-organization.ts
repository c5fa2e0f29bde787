/** An administrator removes an organization that nobody and nothing belongs to. */
import type { ChangeRequest } from '#shared/directory/administration/administrator.ts';
import { Refused, VersionMismatch } from '#shared/directory/errors.ts';
import { everyItem } from '#shared/directory/page.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { retryConflicts } from '#shared/directory/retry-conflicts.ts';
import { changeOrganization, organizationEntry } from './change-organization.ts';
import { requireOrganization } from './find-organization.ts';
import { defaultOrganizationId, type Organization } from './organization.ts';

/**
 * First it is marked, so that nobody and nothing comes into it any more; whoever came before is seen by then. The mark
 * is taken back when it is in use. The sweep goes on with what ends in between.
 * @throws NotFound, VersionMismatch, Refused ORGANIZATION_IN_USE
 */
export async function removeOrganization(
  directory: Directory,
  request: ChangeRequest & { readonly organizationId: string },
): Promise<void> {
  const { organizationId, ifVersion, administrator } = request;
  if (organizationId === defaultOrganizationId) {
    throw new Refused('ORGANIZATION_IN_USE', 'The default organization is always there.');
  }
  const stored = await requireOrganization(directory, organizationId);
  if (ifVersion !== undefined && ifVersion !== stored.version) throw new VersionMismatch(stored.version);
  await requireUnused(directory, organizationId);
  const marked = await changeOrganization(directory, organizationId, (before, now) => ({
    ...before,
    removing: before.removing ?? { ...administrator, at: now },
  }));
  await goOnRemovingOrganization(directory, marked);
}

/** @throws Refused ORGANIZATION_IN_USE, and then it is marked no more */
export async function goOnRemovingOrganization(directory: Directory, { id }: Organization): Promise<void> {
  const entryId = directory.newId(directory.clock.now());
  try {
    await retryConflicts(directory, () => deleteUnused(directory, id, entryId));
  } catch (error) {
    if (error instanceof Refused) await changeOrganization(directory, id, ({ removing: _, ...rest }) => rest);
    throw error;
  }
}

/** Marked at the version that is deleted, it has taken nobody since before it was looked who is in it. */
async function deleteUnused(directory: Directory, organizationId: string, entryId: string): Promise<void> {
  const before = await directory.organizations.get(organizationId);
  // Removed by an earlier attempt, or by the sweep; without the mark somebody else found it in use.
  if (before === undefined) return;
  if (before.removing === undefined) throw inUse();
  await requireUnused(directory, organizationId);
  const { administratorId, requestId } = before.removing;
  const request = { administrator: { administratorId, requestId }, operation: 'remove-organization' } as const;
  const entry = organizationEntry(request, { id: entryId, at: directory.clock.now(), before });
  await directory.organizations.delete(before, entry);
}

/** @throws Refused ORGANIZATION_IN_USE */
async function requireUnused({ users, providers }: Directory, organizationId: string): Promise<void> {
  const [[member], all] = await Promise.all([
    users.listed({ organizationId }, { limit: 1 }),
    everyItem(providers.list),
  ]);
  if (member !== undefined || all.some((provider) => provider.organizationId === organizationId)) throw inUse();
}

function inUse(): Refused {
  const message = 'Users, deleted ones included, or providers belong to the organization: move them elsewhere first.';
  return new Refused('ORGANIZATION_IN_USE', message);
}
