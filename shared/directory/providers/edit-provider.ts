/** An administrator changes the settings of a provider, enables it, or stops it at once. */
import { NotFound, Refused } from '#shared/directory/errors.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { retryConflicts } from '#shared/directory/retry-conflicts.ts';
import { isUnsettled, type Provider } from './provider.ts';
import { requireDelay, requireDisplayName, requireOrganization } from './provider-settings.ts';

/**
 * What is left out stays. A new delay is for new deactivations: pending ones keep their due instant, and run when the
 * provider is disabled here (`disableProvider` is told what becomes of them).
 */
export type ProviderSettings = {
  readonly [setting in
    | 'displayName'
    | 'enabled'
    | 'deactivationDelaySeconds'
    | 'organizationId'
    | 'strictness'
    | 'putSemantics']?: Provider[setting] | undefined;
};

/** @throws NotFound, Invalid naming the setting, Refused PROVIDER_IN_TRANSITION */
export async function editProvider(
  directory: Directory,
  { providerId, settings }: { readonly providerId: string; readonly settings: ProviderSettings },
): Promise<Provider> {
  const organizationId =
    settings.organizationId === undefined ? undefined : await requireOrganization(directory, settings.organizationId);
  return changeProvider(directory, providerId, (provider) => ({
    ...provider,
    displayName: requireDisplayName(settings.displayName ?? provider.displayName),
    enabled: settings.enabled === true ? requireSettled(provider) : (settings.enabled ?? provider.enabled),
    deactivationDelaySeconds: requireDelay(
      directory,
      settings.deactivationDelaySeconds ?? provider.deactivationDelaySeconds,
    ),
    organizationId: organizationId ?? provider.organizationId,
    strictness: settings.strictness ?? provider.strictness,
    putSemantics: settings.putSemantics ?? provider.putSemantics,
  }));
}

/** @throws Refused PROVIDER_IN_TRANSITION while its pending deactivations are being cancelled, or it is being removed */
function requireSettled(provider: Provider): true {
  if (!isUnsettled(provider)) return true;
  const message = provider.removal
    ? 'The provider is being removed.'
    : 'Its pending deactivations are still being cancelled: enable it in two minutes.';
  throw new Refused('PROVIDER_IN_TRANSITION', message);
}

/**
 * Commits a change of a provider, unless it returns the provider as it was, and has every credential checked anew: a provider is stopped at once.
 * @throws NotFound
 */
export async function changeProvider(
  directory: Directory,
  providerId: string,
  change: (provider: Provider) => Provider,
): Promise<Provider> {
  const changed = await retryConflicts(directory, async () => {
    const before = await requireProviderForAdministrator(directory, providerId);
    const changed = change(before);
    if (changed === before) return before;
    const after = { ...changed, version: before.version + 1, lastModifiedAt: directory.clock.now() };
    await directory.providers.replace(before, after);
    return after;
  });
  await forgetCredentials(directory, providerId);
  return changed;
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
export async function requireProviderForAdministrator({ providers }: Directory, providerId: string): Promise<Provider> {
  const provider = await providers.get(providerId);
  if (provider === undefined) throw new NotFound(`There is no provider ${providerId}.`);
  return provider;
}
