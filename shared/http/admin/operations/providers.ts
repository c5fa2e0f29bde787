/** The operations on provisioning providers. */
import { addProvider } from '#shared/directory/providers/add-provider.ts';
import { bearerToken, type ProviderWithSecret } from '#shared/directory/providers/credential.ts';
import { disableProvider } from '#shared/directory/providers/disable-provider.ts';
import { editProvider } from '#shared/directory/providers/edit-provider.ts';
import type { Provider } from '#shared/directory/providers/provider.ts';
import {
  getProviderForAdministrator,
  listProvidersForAdministrators,
  type ProviderForAdministrators,
  withLastUse,
} from '#shared/directory/providers/providers-for-administrators.ts';
import { removeProvider } from '#shared/directory/providers/remove-provider.ts';
import { rotateCredential } from '#shared/directory/providers/rotate-credential.ts';
import type { providerContract } from '#shared/http/admin/contract/providers.ts';
import type { ConnectionMessage, ProviderMessage } from '#shared/http/admin/messages/provider.ts';
import type { AdminService, Operations } from '#shared/http/admin/operation.ts';
import { budgetSeconds, changeRequest, locationOf, pageThatFits } from './answers.ts';

export const providerOperations: Operations<keyof typeof providerContract> = {
  listProviders: async ({ directory }, { query }) => {
    const { items, next } = await pageThatFits(query, (page) => listProvidersForAdministrators(directory, page));
    return { status: 200, body: { providers: items.map(withoutHashes), next } };
  },
  addProvider: async (service, { administrator, idempotencyKey, body: settings, target }) => {
    const added = await addProvider(service.directory, { administrator, idempotencyKey, settings });
    const location = locationOf(target, added.provider.id);
    return { status: 201, body: await connection(service, added), location };
  },
  getProvider: async ({ directory }, { parameter }) => {
    const provider = await getProviderForAdministrator(directory, parameter('providerId'));
    return { status: 200, body: withoutHashes(provider) };
  },
  editProvider: async ({ directory }, call) => {
    const request = { ...changeRequest(call), providerId: call.parameter('providerId'), settings: call.body };
    return { status: 200, body: await shown(directory, await editProvider(directory, request)) };
  },
  disableProvider: async ({ directory }, call) => {
    const request = { ...changeRequest(call), providerId: call.parameter('providerId'), ...call.body, budgetSeconds };
    const provider = await disableProvider(directory, request);
    return { status: provider.cancelling === undefined ? 200 : 202, body: await shown(directory, provider) };
  },
  removeProvider: async ({ directory }, call) => {
    const { toProviderId } = call.query;
    const usersBecome =
      toProviderId === undefined ? ({ become: 'local' } as const) : ({ become: 'transferred', toProviderId } as const);
    const request = { ...changeRequest(call), providerId: call.parameter('providerId'), usersBecome, budgetSeconds };
    const left = await removeProvider(directory, request);
    return left === undefined ? { status: 204 } : { status: 202, body: await shown(directory, left) };
  },
  rotateCredential: async (service, call) => {
    const request = { ...changeRequest(call), providerId: call.parameter('providerId'), ...call.body };
    return { status: 201, body: await connection(service, await rotateCredential(service.directory, request)) };
  },
};

async function connection(
  { directory, scimBaseUrl }: AdminService,
  { provider, secret }: ProviderWithSecret,
): Promise<ConnectionMessage> {
  const keyId = provider.credentials[0]?.keyId ?? '';
  const message = { provider: await shown(directory, provider), baseUrl: scimBaseUrl };
  return provider.credentialType === 'api-credentials'
    ? { ...message, basic: { username: keyId, password: secret } }
    : { ...message, bearer: { token: bearerToken(keyId, secret) } };
}

async function shown(directory: AdminService['directory'], provider: Provider): Promise<ProviderMessage> {
  return withoutHashes(await withLastUse(directory, provider));
}

/** The hashes of the secrets are the directory's own business. */
function withoutHashes({ credentials, ...provider }: ProviderForAdministrators): ProviderMessage {
  return { ...provider, credentials: credentials.map(({ secretHash: _hash, ...credential }) => credential) };
}
