/** The names that go with ids, for a person. */
import { mattersMessage } from '#shared/http/admin/messages/matter.ts';
import { organizationsMessage } from '#shared/http/admin/messages/organization.ts';
import { providersMessage } from '#shared/http/admin/messages/provider.ts';
import type { AdminClient } from './admin-client.ts';
import { CommandError } from './command-error.ts';

/** By id; what has no name here is shown by its id. */
export type Names = (id: string) => string;

/** @param kinds of what is to be named: each is one request */
export async function readNames(
  admin: AdminClient,
  ...kinds: readonly ('providers' | 'organizations' | 'matters')[]
): Promise<Names> {
  const read = {
    providers: async () =>
      (await admin.send({ method: 'GET', path: ['providers'] }, providersMessage)).providers.map(
        ({ id, displayName }) => [id, displayName] as const,
      ),
    organizations: async () =>
      (await admin.send({ method: 'GET', path: ['organizations'] }, organizationsMessage)).organizations.map(
        ({ id, name }) => [id, name] as const,
      ),
    matters: async () =>
      (await admin.send({ method: 'GET', path: ['matters'] }, mattersMessage)).matters.map(
        ({ id, name }) => [id, name] as const,
      ),
  };
  const pairs = await Promise.all(kinds.map((kind) => read[kind]().catch(noneWhenRefused)));
  const names = new Map(pairs.flat());
  return (id) => names.get(id) ?? id;
}

/** What was asked for is done all the same, and IAM may let an administrator read users and nothing else. */
function noneWhenRefused(error: unknown): readonly (readonly [string, string])[] {
  if (error instanceof CommandError) return [];
  throw error;
}
