/** The names that go with ids, for a person. */
import type { AdminClient } from './admin-client.ts';
import { CommandError } from './command-error.ts';
import { matterPages, organizationPages, providerPages } from './lists.ts';
import { itemsOf } from './pages.ts';

/** By id; what has no name here is shown by its id. */
export type Names = (id: string) => string;

/** @param kinds of what is to be named: each is a list read to its end */
export async function readNames(
  admin: AdminClient,
  ...kinds: readonly ('providers' | 'organizations' | 'matters')[]
): Promise<Names> {
  const read = {
    providers: async () =>
      (await itemsOf(providerPages(admin))).map(({ id, displayName }) => [id, displayName] as const),
    organizations: async () => (await itemsOf(organizationPages(admin))).map(({ id, name }) => [id, name] as const),
    matters: async () => (await itemsOf(matterPages(admin))).map(({ id, name }) => [id, name] as const),
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
