/** The two providers that a new folder begins with, one for each way to authenticate, and their credentials. */
import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import type { AdminClient } from './admin-client.ts';
import { writePrivateFile } from './private-file.ts';

const basic = z.object({ username: z.string(), password: z.string() });
const bearer = z.object({ token: z.string() });

const providersSchema = z.object({
  providers: z.array(
    z.object({
      id: z.string(),
      displayName: z.string(),
      credentialType: z.enum(['api-credentials', 'oauth-token']),
      deactivationDelaySeconds: z.number(),
    }),
  ),
});

const connectionSchema = z.object({
  provider: z.object({ id: z.string() }),
  basic: basic.optional(),
  bearer: bearer.optional(),
});

const storedSchema = z.object({
  basic: basic.extend({ providerId: z.string() }).optional(),
  bearer: bearer.extend({ providerId: z.string() }).optional(),
});

type Stored = z.infer<typeof storedSchema>;
type ListedProvider = z.infer<typeof providersSchema>['providers'][number];

export type FirstProviders = {
  readonly basic: z.infer<typeof basic>;
  readonly bearer: z.infer<typeof bearer>;
  /** Whether their credentials have just been made. */
  readonly areNew: boolean;
};

const wanted = [
  { kind: 'basic', displayName: 'PingOne', credentialType: 'api-credentials' },
  { kind: 'bearer', displayName: 'OAuth client', credentialType: 'oauth-token' },
] as const;

/**
 * Adds the providers that are missing. A provider whose credentials were lost, because the process ended before they were kept,
 * gets new ones.
 * @param file where the credentials are kept between runs
 * @param deactivationDelaySeconds for both; absent: as they are
 */
export async function ensureFirstProviders(
  admin: AdminClient,
  file: string,
  deactivationDelaySeconds: number | undefined,
): Promise<FirstProviders> {
  const { providers } = await listProviders(admin);
  let stored: Stored = existsSync(file) ? storedSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
  let areNew = false;
  const delay = deactivationDelaySeconds === undefined ? {} : { deactivationDelaySeconds };
  for (const { kind, ...settings } of wanted) {
    const kept = providers.find(({ id }) => id === stored[kind]?.providerId);
    const known = kept ?? providers.find((provider) => isThe(settings, provider));
    if (known !== undefined && deactivationDelaySeconds !== undefined) await setDelay(admin, known, delay);
    if (kept !== undefined) continue;
    const connection = connectionSchema.parse(
      known === undefined
        ? await admin.request('POST', '/providers', { ...settings, ...delay })
        : await admin.request('POST', `/providers/${known.id}/credentials`, { overlapSeconds: 0 }),
    );
    const providerId = connection.provider.id;
    stored = {
      ...stored,
      ...(connection.basic && { basic: { ...connection.basic, providerId } }),
      ...(connection.bearer && { bearer: { ...connection.bearer, providerId } }),
    };
    writePrivateFile(file, JSON.stringify(stored));
    areNew = true;
  }
  if (stored.basic === undefined || stored.bearer === undefined) throw new Error('the admin API showed no credentials');
  return { basic: basic.parse(stored.basic), bearer: bearer.parse(stored.bearer), areNew };
}

/** The display names of all providers, by id. */
export async function providerNames(admin: AdminClient): Promise<ReadonlyMap<string, string>> {
  const { providers } = await listProviders(admin);
  return new Map(providers.map(({ id, displayName }) => [id, displayName]));
}

async function listProviders(admin: AdminClient) {
  return providersSchema.parse(await admin.request('GET', '/providers'));
}

function isThe(settings: Pick<ListedProvider, 'displayName' | 'credentialType'>, provider: ListedProvider): boolean {
  return provider.displayName === settings.displayName && provider.credentialType === settings.credentialType;
}

async function setDelay(
  admin: AdminClient,
  provider: ListedProvider,
  settings: { readonly deactivationDelaySeconds?: number },
): Promise<void> {
  if (provider.deactivationDelaySeconds === settings.deactivationDelaySeconds) return;
  await admin.request('PATCH', `/providers/${provider.id}`, settings);
}
