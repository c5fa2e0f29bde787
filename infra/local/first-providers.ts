/** The two providers that a new folder begins with, one for each way to authenticate, and their credentials. */
import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import type { AdminClient } from '#cli/admin-client.ts';
import { providerPages } from '#cli/lists.ts';
import { itemsOf } from '#cli/pages.ts';
import { connectionMessage, type ProviderMessage, providerMessage } from '#shared/http/admin/messages/provider.ts';
import { writePrivateFile } from './private-file.ts';

const basic = z.object({ username: z.string(), password: z.string() });
const bearer = z.object({ token: z.string() });

const storedSchema = z.object({
  basic: basic.extend({ providerId: z.string() }).optional(),
  bearer: bearer.extend({ providerId: z.string() }).optional(),
});

type Stored = z.infer<typeof storedSchema>;

export type FirstProviders = {
  readonly basic: z.infer<typeof basic>;
  readonly bearer: z.infer<typeof bearer>;
  /** Whether their credentials have just been made. */
  readonly areNew: boolean;
};

/** The display names are what `npm start` shows. */
export const firstProviders = {
  basic: { displayName: 'PingOne', credentialType: 'api-credentials' },
  bearer: { displayName: 'OAuth client', credentialType: 'oauth-token' },
} as const;

/**
 * Adds the providers that are missing. A provider whose credentials were lost, because the process ended before they
 * were kept, gets new ones.
 * @param file where the credentials are kept between runs
 * @param deactivationDelaySeconds for both; absent: as they are
 */
export async function ensureFirstProviders(
  admin: AdminClient,
  file: string,
  deactivationDelaySeconds: number | undefined,
): Promise<FirstProviders> {
  const providers = await itemsOf(providerPages(admin));
  let stored: Stored = existsSync(file) ? storedSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
  let areNew = false;
  for (const kind of ['basic', 'bearer'] as const) {
    const kept = providers.find(({ id }) => id === stored[kind]?.providerId);
    const known = kept ?? providers.find((provider) => isThe(firstProviders[kind], provider));
    if (known !== undefined) await setDelay(admin, known, deactivationDelaySeconds);
    if (kept !== undefined) continue;
    const connection = await admin.send(
      known === undefined
        ? { method: 'POST', path: ['providers'], body: { ...firstProviders[kind], deactivationDelaySeconds } }
        : { method: 'POST', path: ['providers', known.id, 'credentials'], body: { overlapSeconds: 0 } },
      connectionMessage,
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
  const providers = await itemsOf(providerPages(admin));
  return new Map(providers.map(({ id, displayName }) => [id, displayName]));
}

function isThe(
  wanted: { readonly displayName: string; readonly credentialType: string },
  { displayName, credentialType }: ProviderMessage,
): boolean {
  return displayName === wanted.displayName && credentialType === wanted.credentialType;
}

async function setDelay(admin: AdminClient, provider: ProviderMessage, seconds: number | undefined): Promise<void> {
  if (seconds === undefined || provider.deactivationDelaySeconds === seconds) return;
  const body = { deactivationDelaySeconds: seconds };
  await admin.send({ method: 'PATCH', path: ['providers', provider.id], body }, providerMessage);
}
