/** Finds what a person names: by its id, or by the name that it goes by. */
import type { MatterMessage } from '#shared/http/admin/messages/matter.ts';
import type { OrganizationMessage } from '#shared/http/admin/messages/organization.ts';
import type { ProviderMessage } from '#shared/http/admin/messages/provider.ts';
import { type UserMessage, userMessage, usersMessage } from '#shared/http/admin/messages/user.ts';
import type { AdminClient } from './admin-client.ts';
import { closest } from './closest.ts';
import { CommandError, NotThere } from './command-error.ts';
import { matterPages, organizationPages, providerPages } from './lists.ts';
import { itemsOf } from './pages.ts';

/** @throws NotThere, CommandError when no provider, or more than one, goes by the name */
export async function findProvider(admin: AdminClient, name: string): Promise<ProviderMessage> {
  return theOne('provider', name, await itemsOf(providerPages(admin)), ({ displayName }) => displayName);
}

/** @throws NotThere, CommandError when no organization, or more than one, goes by the name */
export async function findOrganization(admin: AdminClient, name: string): Promise<OrganizationMessage> {
  return theOne('organization', name, await itemsOf(organizationPages(admin)), (organization) => organization.name);
}

/** @throws NotThere, CommandError when no matter, or more than one, goes by the name */
export async function findMatter(admin: AdminClient, name: string): Promise<MatterMessage> {
  return theOne('matter', name, await itemsOf(matterPages(admin)), (matter) => matter.name);
}

/**
 * Who has the name now; else who had it last and was deleted.
 * @throws NotThere when there is nobody of this name; CommandError when several had it
 */
export async function findUser(admin: AdminClient, name: string): Promise<UserMessage> {
  if (isId(name)) return admin.send({ method: 'GET', path: ['users', name] }, userMessage);
  const request = { method: 'GET', path: ['users'], query: { userName: name } } as const;
  const { users } = await admin.send(request, usersMessage);
  const [deleted, ...others] = users;
  const present = users.find(({ deletedAt }) => deletedAt === undefined);
  if (present === undefined && others.length > 0) {
    const ids = users.map(({ id }) => id).join(', ');
    throw new CommandError(`${users.length} deleted users had the userName "${name}". Give the id of one: ${ids}.`);
  }
  const found = present ?? deleted;
  if (found === undefined)
    throw new NotThere(`Nobody has the userName "${name}". "reprieve users search" finds users.`);
  return found;
}

/** The id of the user. @throws as `findUser` */
export async function findUserId(admin: AdminClient, name: string): Promise<string> {
  return isId(name) ? name : (await findUser(admin, name)).id;
}

/** A ULID: no userName that anybody would choose. */
export function isId(name: string): boolean {
  return /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(name);
}

function theOne<Thing extends { readonly id: string }>(
  kind: 'provider' | 'organization' | 'matter',
  name: string,
  things: readonly Thing[],
  nameOf: (thing: Thing) => string,
): Thing {
  const byId = things.find(({ id }) => id === name);
  const found = byId ? [byId] : things.filter((thing) => nameOf(thing) === name);
  const [thing, ...others] = found;
  if (thing === undefined) {
    const meant = closest(name, things.map(nameOf));
    const suggestion = meant === undefined ? '' : ` Did you mean "${meant}"?`;
    throw new NotThere(`There is no ${kind} "${name}".${suggestion} "reprieve ${kind}s list" shows them all.`);
  }
  if (others.length > 0) {
    const ids = found.map(({ id }) => id).join(', ');
    throw new CommandError(`${found.length} ${kind}s are named "${name}". Give the id of one: ${ids}.`);
  }
  return thing;
}
