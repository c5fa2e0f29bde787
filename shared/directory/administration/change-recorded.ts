/** Creates and changes what administrators own beside users, each time together with the entry that says who did it. */
import { Unavailable, VersionMismatch } from '#shared/directory/errors.ts';
import type { Instant } from '#shared/directory/instant.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { retryConflicts } from '#shared/directory/retry-conflicts.ts';
import { attributeChanges } from '#shared/directory/users/attribute-changes.ts';
import type { LogEntry, LogOperation, Subject } from '#shared/directory/users/log-entry.ts';
import { sameValue } from '#shared/scim/resource/same-value.ts';
import type { ScimObject } from '#shared/scim/resource/value.ts';
import type { Administrator } from './administrator.ts';

type Owned = ScimObject & { readonly version: number; readonly lastModifiedAt: Instant };

/** The entry of a change of `subject`; what `before` and `after` say of it must hold no secret. */
export function subjectEntry(
  { administratorId, requestId }: Administrator,
  change: Pick<LogEntry, 'id' | 'at'> & {
    readonly operation: LogOperation;
    readonly subject: Subject;
    readonly before?: ScimObject;
    readonly after?: ScimObject;
  },
): LogEntry {
  const { id, at, operation, subject, before = {}, after = {} } = change;
  return {
    id,
    at,
    actor: { by: 'administrator', administratorId },
    subject,
    operation,
    outcome: 'changed',
    events: [],
    changes: attributeChanges(before, after),
    ignored: [],
    requestId,
  };
}

/**
 * @param steps.make called for every attempt, so that what it checks still holds
 * @returns what was made, or what is there under its id already: made by an earlier attempt, of this call or of another
 */
export async function createRecorded<Thing>(
  directory: Directory,
  steps: {
    readonly find: () => Promise<Thing | undefined>;
    readonly make: () => Promise<Thing>;
    readonly commit: (made: Thing) => Promise<void>;
  },
): Promise<Thing> {
  let isFirst = true;
  return retryConflicts(directory, async () => {
    const stored = isFirst ? undefined : await steps.find();
    isFirst = false;
    if (stored !== undefined) return stored;
    const made = await steps.make();
    await steps.commit(made);
    return made;
  });
}

/**
 * Reads, decides and commits until nobody is in the way; writes nothing when nothing would change.
 * @param steps.change what the thing becomes, its version and `lastModifiedAt` aside
 * @param steps.entry of the change; absent when no administrator asked for it
 * @throws VersionMismatch, and whatever the steps throw
 */
export async function changeRecorded<Thing extends Owned>(
  directory: Directory,
  steps: {
    readonly read: () => Promise<Thing>;
    readonly change: (before: Thing, now: Instant) => Thing | Promise<Thing>;
    readonly entry?: (before: Thing, after: Thing, entryId: string) => LogEntry;
    readonly commit: (before: Thing, after: Thing, entry: LogEntry | undefined) => Promise<void>;
    readonly ifVersion?: number | undefined;
  },
): Promise<Thing> {
  const entryId = directory.newId(directory.clock.now());
  let inDoubt: LogEntry | undefined;
  return retryConflicts(directory, async () => {
    const before = await steps.read();
    const isOurs = inDoubt !== undefined && (await directory.users.findEntry(inDoubt)) !== undefined;
    // It may have landed after the read.
    if (isOurs) return steps.read();
    if (steps.ifVersion !== undefined && steps.ifVersion !== before.version) throw new VersionMismatch(before.version);
    const now = directory.clock.now();
    const changed = await steps.change(before, now);
    if (sameValue(before, changed)) return before;
    const after = { ...changed, version: before.version + 1, lastModifiedAt: now };
    const entry = steps.entry?.(before, after, entryId);
    await steps.commit(before, after, entry).catch((error: unknown) => {
      if (error instanceof Unavailable) inDoubt = entry;
      throw error;
    });
    return after;
  });
}
