/** Goes on with everything that takes more than one change and was not finished where it began. */
import { Refused } from '#shared/directory/errors.ts';
import { type Instant, secondsBetween } from '#shared/directory/instant.ts';
import { goOnClosing } from '#shared/directory/matters/close-matter.ts';
import { goOnRemovingOrganization } from '#shared/directory/organizations/remove-organization.ts';
import type { Directory, UnfinishedWork } from '#shared/directory/ports.ts';
import { goOnCancelling } from '#shared/directory/providers/disable-provider.ts';
import { goOnRemoving } from '#shared/directory/providers/remove-provider.ts';

/**
 * A piece of work that fails, or takes long, does not keep the others from being gone on with: each has its share of the
 * time, and each sweep begins with another one.
 * @returns how many pieces of work are still unfinished
 */
export async function goOnWithUnfinishedWork(directory: Directory, budgetSeconds: number): Promise<number> {
  const startedAt = directory.clock.now();
  const pieces = inTurn(await directory.unfinishedWork.list(), startedAt);
  for (const [index, work] of pieces.entries()) {
    const secondsLeft = budgetSeconds - secondsBetween(startedAt, directory.clock.now());
    if (secondsLeft <= 0) break;
    await goOn(directory, work, secondsLeft / (pieces.length - index)).catch((cause: unknown) => {
      directory.telemetry.record({ type: 'unfinished-work-failed', kind: work.kind, cause });
    });
  }
  return (await directory.unfinishedWork.list()).length;
}

/** The one that is first now is last in the next minute. */
function inTurn(pieces: readonly UnfinishedWork[], now: Instant): readonly UnfinishedWork[] {
  const first = Math.floor(Date.parse(now) / 60_000) % Math.max(pieces.length, 1);
  return [...pieces.slice(first), ...pieces.slice(0, first)];
}

async function goOn(directory: Directory, work: UnfinishedWork, budgetSeconds: number): Promise<void> {
  switch (work.kind) {
    case 'close-matter': {
      const matter = await directory.matters.get(work.matterId);
      if (matter !== undefined) await goOnClosing(directory, matter, budgetSeconds);
      return;
    }
    case 'settle-provider': {
      const provider = await directory.providers.get(work.providerId);
      const settled = provider && (await goOnCancelling(directory, provider, budgetSeconds));
      if (settled !== undefined) await goOnRemoving(directory, settled, budgetSeconds);
      return;
    }
    case 'remove-organization': {
      const organization = await directory.organizations.get(work.organizationId);
      // In use it stays, and that is the end of it.
      await (organization && goOnRemovingOrganization(directory, organization))?.catch((error: unknown) => {
        if (!(error instanceof Refused)) throw error;
      });
      return;
    }
    case 'forget-history':
      return directory.users.forgetHistory(work.userId);
  }
}
