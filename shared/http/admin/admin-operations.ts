/** The operations of the admin API: each checks its request, asks the directory, and answers in the API's own words. */
import type * as z from 'zod/mini';
import english from 'zod/v4/locales/en.js';
import type { Administrator } from '#shared/directory/administration/administrator.ts';
import { getUserForAdministrator, userHistory } from '#shared/directory/administration/users-for-administrators.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { addProvider, type ProviderWithSecret } from '#shared/directory/providers/add-provider.ts';
import { requireProviderForAdministrator } from '#shared/directory/providers/change-provider.ts';
import { bearerToken } from '#shared/directory/providers/credential.ts';
import { editProvider } from '#shared/directory/providers/edit-provider.ts';
import type { Provider } from '#shared/directory/providers/provider.ts';
import { rotateCredential } from '#shared/directory/providers/rotate-credential.ts';
import { jsonResponse, type ProxyResponse } from '#shared/http/proxy-event.ts';
import {
  type ConnectionMessage,
  newProviderRequest,
  type ProviderMessage,
  providerSettingsRequest,
  rotationRequest,
} from './admin-messages.ts';
import type { AdminOperation } from './admin-routes.ts';
import { InvalidRequest } from './problem.ts';

export type AdminService = { readonly directory: Directory; readonly scimBaseUrl: string };

type AdminCall = {
  /** As the client sent it, stage included. */
  readonly path: string;
  /** What stands for `{name}` in the route's path. */
  readonly parameter: (name: string) => string;
  readonly query: (name: string) => string | undefined;
  readonly administrator: Administrator;
  /** The JSON body; `undefined` when there is none. */
  readonly readBody: () => unknown;
};

type Operation = (service: AdminService, call: AdminCall) => Promise<ProxyResponse>;

export const adminOperations: { readonly [name in AdminOperation]: Operation } = {
  addProvider: async (service, { path, administrator, readBody }) => {
    const settings = parse(newProviderRequest, readBody());
    const added = await addProvider(service.directory, { administrator, settings });
    return answer(201, connection(service, added), { Location: `${path.replace(/\/+$/, '')}/${added.provider.id}` });
  },
  listProviders: async ({ directory }) => {
    const providers = await directory.providers.list();
    return answer(200, { providers: providers.map(withoutHashes) });
  },
  getProvider: async ({ directory }, { parameter }) =>
    answer(200, withoutHashes(await requireProviderForAdministrator(directory, parameter('providerId')))),
  editProvider: async ({ directory }, { administrator, parameter, readBody }) => {
    const settings = parse(providerSettingsRequest, readBody());
    const providerId = parameter('providerId');
    return answer(200, withoutHashes(await editProvider(directory, { administrator, providerId, settings })));
  },
  rotateCredential: async (service, { administrator, parameter, readBody }) => {
    const { overlapSeconds } = parse(rotationRequest, readBody() ?? {});
    const providerId = parameter('providerId');
    const rotated = await rotateCredential(service.directory, { administrator, providerId, overlapSeconds });
    return answer(201, connection(service, rotated));
  },
  findUser: async ({ directory }, { query }) => {
    const userName = query('userName');
    if (userName === undefined || userName === '') {
      throw new InvalidRequest([{ code: 'custom', path: ['userName'], message: 'send it as a query parameter' }]);
    }
    const user = await directory.users.getByUserName(userName);
    return answer(200, { users: user === undefined ? [] : [user] });
  },
  getUser: async ({ directory }, { parameter }) =>
    answer(200, await getUserForAdministrator(directory, parameter('userId'))),
  userSyncLog: async ({ directory }, { parameter }) =>
    answer(200, { entries: (await userHistory(directory, { userId: parameter('userId'), limit: 1000 })).items }),
};

/** For administrators, who read what is wrong with a request: zod/mini itself only says that something is. */
const inEnglish = { error: english().localeError };

/** @throws InvalidRequest */
function parse<Schema extends z.ZodMiniType>(schema: Schema, body: unknown): z.infer<Schema> {
  const outcome = schema.safeParse(body, inEnglish);
  if (!outcome.success) throw new InvalidRequest(outcome.error.issues);
  return outcome.data;
}

function answer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): ProxyResponse {
  return jsonResponse(status, { 'Content-Type': 'application/json', ...headers }, body);
}

function connection({ scimBaseUrl }: AdminService, { provider, secret }: ProviderWithSecret): ConnectionMessage {
  const keyId = provider.credentials[0]?.keyId ?? '';
  const message = { provider: withoutHashes(provider), baseUrl: scimBaseUrl };
  return provider.credentialType === 'api-credentials'
    ? { ...message, basic: { username: keyId, password: secret } }
    : { ...message, bearer: { token: bearerToken(keyId, secret) } };
}

/** The version and the hashes of the secrets are the directory's own business. */
function withoutHashes({ version: _, credentials, ...provider }: Provider): ProviderMessage {
  return { ...provider, credentials: credentials.map(({ secretHash: _hash, ...credential }) => credential) };
}
