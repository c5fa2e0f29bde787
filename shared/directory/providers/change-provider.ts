/** A change of a provider, the entry that says who made it, and every credential checked anew. */
import type { ChangeRequest } from '#shared/directory/administration/administrator.ts';
import { changeRecorded, subjectEntry } from '#shared/directory/administration/change-recorded.ts';
import { NotFound } from '#shared/directory/errors.ts';
import type { Instant } from '#shared/directory/instant.ts';
import type { Directory } from '#shared/directory/ports.ts';
import type { LogEntry, LogOperation } from '#shared/directory/users/log-entry.ts';
import type { ScimObject } from '#shared/scim/resource/value.ts';
import type { Provider } from './provider.ts';

type ProviderChange = {
  readonly providerId: string;
  readonly change: (provider: Provider, now: Instant) => Provider | Promise<Provider>;
  /** Absent when no administrator asks for it. */
  readonly request?: ChangeRequest & { readonly operation: LogOperation };
};

/**
 * Commits a change of a provider, unless it leaves the provider as it was, and has every credential checked anew: a
 * provider is stopped at once.
 * @throws NotFound, VersionMismatch, and whatever `change` throws
 */
export async function changeProvider(
  directory: Directory,
  { providerId, change, request }: ProviderChange,
): Promise<Provider> {
  const changed = await changeRecorded<Provider>(directory, {
    read: () => requireProvider(directory, providerId),
    change,
    commit: (before, after, entry) => directory.providers.replace(before, after, entry),
    ...(request !== undefined && {
      entry: (before: Provider, after: Provider, id: string) =>
        providerEntry(request, { id, at: after.lastModifiedAt, before, after }),
      ifVersion: request.ifVersion,
    }),
  });
  await forgetCredentials(directory, providerId);
  return changed;
}

/** `after` is absent when the provider is gone. */
export function providerEntry(
  { administrator, operation }: Pick<ChangeRequest, 'administrator'> & { readonly operation: LogOperation },
  change: { readonly id: string; readonly at: Instant; readonly before?: Provider; readonly after?: Provider },
): LogEntry {
  const { id, at, before, after } = change;
  const { id: providerId = '', displayName: name = '' } = after ?? before ?? {};
  return subjectEntry(administrator, {
    id,
    at,
    operation,
    subject: { type: 'provider', id: providerId, name },
    ...(before !== undefined && { before: loggedSettings(before) }),
    ...(after !== undefined && { after: loggedSettings(after) }),
  });
}

/** Of credentials only their public parts. */
function loggedSettings({ credentials, cancelling, removal, ...provider }: Provider): ScimObject {
  const { id: _, version: _version, createdAt: _createdAt, lastModifiedAt: _lastModifiedAt, ...settings } = provider;
  return {
    ...settings,
    credentials: credentials.map(({ secretHash: _hash, ...credential }) => credential),
    ...(cancelling !== undefined && { pendingDeactivations: 'cancel' }),
    ...(removal !== undefined && { usersBecome: removal.usersBecome }),
  };
}

/**
 * A failure leaves answers that are up to a minute old, for reads only; the change itself, or a new secret, must not be
 * lost to it.
 */
async function forgetCredentials({ credentialCache, telemetry }: Directory, providerId: string): Promise<void> {
  try {
    await credentialCache.flush();
  } catch (cause) {
    telemetry.record({ type: 'credential-cache-flush-failed', providerId, cause });
  }
}

/** @throws NotFound */
export async function requireProvider({ providers }: Directory, providerId: string): Promise<Provider> {
  const provider = await providers.get(providerId);
  if (provider === undefined) throw new NotFound(`There is no provider ${providerId}.`);
  return provider;
}
