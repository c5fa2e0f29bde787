/** An administrator changes the settings of a provider, enables it, or stops it at once. */
import type { ChangeRequest } from '#shared/directory/administration/administrator.ts';
import { requireName } from '#shared/directory/administration/require-name.ts';
import { Refused } from '#shared/directory/errors.ts';
import { requireLastingOrganization } from '#shared/directory/organizations/find-organization.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { changeProvider } from './change-provider.ts';
import { isUnsettled, type Provider } from './provider.ts';
import { requireDelay } from './provider-settings.ts';

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

/** @throws NotFound, VersionMismatch, Invalid naming the setting, Refused PROVIDER_IN_TRANSITION */
export async function editProvider(
  directory: Directory,
  { settings, ...request }: ChangeRequest & { readonly providerId: string; readonly settings: ProviderSettings },
): Promise<Provider> {
  const change = async (provider: Provider): Promise<Provider> => ({
    ...provider,
    displayName: requireName(settings.displayName ?? provider.displayName, 'A provider has a display name'),
    enabled: settings.enabled === true ? requireSettled(provider) : (settings.enabled ?? provider.enabled),
    deactivationDelaySeconds:
      settings.deactivationDelaySeconds === undefined
        ? provider.deactivationDelaySeconds
        : requireDelay(directory, settings.deactivationDelaySeconds),
    organizationId:
      settings.organizationId === undefined
        ? provider.organizationId
        : await requireLastingOrganization(directory, settings.organizationId),
    strictness: settings.strictness ?? provider.strictness,
    putSemantics: settings.putSemantics ?? provider.putSemantics,
  });
  const { providerId } = request;
  return changeProvider(directory, { providerId, change, request: { ...request, operation: 'edit-provider' } });
}

/** @throws Refused PROVIDER_IN_TRANSITION while its pending deactivations are being cancelled, or it is being removed */
function requireSettled(provider: Provider): true {
  if (!isUnsettled(provider)) return true;
  const message = provider.removal
    ? 'The provider is being removed.'
    : 'Its pending deactivations are still being cancelled: enable it in two minutes.';
  throw new Refused('PROVIDER_IN_TRANSITION', message);
}
