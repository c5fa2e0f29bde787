/** Providers that an administrator's request names beside what it is about: when one is not there, the request is wrong. */
import { Invalid, Refused } from '#shared/directory/errors.ts';
import type { Directory } from '#shared/directory/ports.ts';
import type { Provider } from './provider.ts';

/** @throws Invalid when there is no such provider */
export async function requireNamedProvider(
  { providers }: Pick<Directory, 'providers'>,
  providerId: string,
): Promise<Provider> {
  const provider = await providers.get(providerId);
  if (provider === undefined) throw noProvider(providerId);
  return provider;
}

/** @throws Invalid when there is no such provider, Refused PROVIDER_IN_TRANSITION when it is being removed */
export async function requireLastingProvider(directory: Directory, providerId: string): Promise<Provider> {
  const provider = await requireNamedProvider(directory, providerId);
  if (provider.removal === undefined) return provider;
  throw new Refused('PROVIDER_IN_TRANSITION', `Provider ${providerId} is being removed.`);
}

/** Of a log, which has entries of removed providers too. @throws Invalid when there is and was no such provider */
export async function requireRecordedProvider({ providers }: Directory, providerId: string): Promise<void> {
  if ((await providers.get(providerId)) !== undefined) return;
  const removed = await providers.removed();
  if (!removed.some(({ id }) => id === providerId)) throw noProvider(providerId);
}

function noProvider(providerId: string): Invalid {
  return new Invalid(`There is no provider ${providerId}.`);
}
