/** Goes on with everything that takes more than one change and was not finished where it began. */
import { secondsBetween } from '#shared/directory/instant.ts';
import { goOnClosing } from '#shared/directory/matters/close-matter.ts';
import type { Directory, UnfinishedWork } from '#shared/directory/ports.ts';
import { goOnCancelling } from '#shared/directory/providers/disable-provider.ts';
import { goOnRemoving } from '#shared/directory/providers/remove-provider.ts';

/**
 * A piece of work that fails does not keep the others from being gone on with.
 * @returns how many pieces of work are still unfinished
 */
export async function goOnWithUnfinishedWork(directory: Directory, budgetSeconds: number): Promise<number> {
  const startedAt = directory.clock.now();
  for (const work of await directory.unfinishedWork.list()) {
    const secondsLeft = budgetSeconds - secondsBetween(startedAt, directory.clock.now());
    if (secondsLeft <= 0) break;
    await goOn(directory, work, secondsLeft).catch((cause: unknown) => {
      directory.telemetry.record({ type: 'unfinished-work-failed', kind: work.kind, cause });
    });
  }
  return (await directory.unfinishedWork.list()).length;
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
    case 'forget-history':
      return directory.users.forgetHistory(work.userId);
  }
}
