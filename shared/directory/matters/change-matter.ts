/** A change of a matter and the entry that says who made it. */
import type { ChangeRequest } from '#shared/directory/administration/administrator.ts';
import { changeRecorded, subjectEntry } from '#shared/directory/administration/change-recorded.ts';
import { NotFound } from '#shared/directory/errors.ts';
import type { Instant } from '#shared/directory/instant.ts';
import type { Directory } from '#shared/directory/ports.ts';
import type { LogEntry, LogOperation } from '#shared/directory/users/log-entry.ts';
import type { Matter } from './matter.ts';

/** @throws NotFound */
export async function requireMatter({ matters }: Directory, matterId: string): Promise<Matter> {
  const matter = await matters.get(matterId);
  if (matter === undefined) throw new NotFound(`There is no matter ${matterId}.`);
  return matter;
}

/**
 * @param request absent when no administrator asks for it
 * @throws NotFound, VersionMismatch
 */
export async function changeMatter(
  directory: Directory,
  matterId: string,
  change: (matter: Matter, now: Instant) => Matter,
  request?: ChangeRequest & { readonly operation: LogOperation },
): Promise<Matter> {
  return changeRecorded<Matter>(directory, {
    read: () => requireMatter(directory, matterId),
    change,
    commit: (before, after, entry) => directory.matters.replace(before, after, entry),
    ...(request !== undefined && {
      entry: (before: Matter, after: Matter, id: string) => matterEntry(request, { id, before, after }),
      ifVersion: request.ifVersion,
    }),
  });
}

export function matterEntry(
  { administrator, operation }: ChangeRequest & { readonly operation: LogOperation },
  { id, before, after }: { readonly id: string; readonly before?: Matter; readonly after: Matter },
): LogEntry {
  const logged = (matter: Matter | undefined) =>
    matter === undefined ? {} : { name: matter.name, state: matter.state };
  return subjectEntry(administrator, {
    id,
    at: after.lastModifiedAt,
    operation,
    subject: { type: 'matter', id: after.id, name: after.name },
    before: logged(before),
    after: logged(after),
  });
}
