/** What must hold beside the user in the instant of a commit. */
import { describe, expect, test } from 'vitest';
import { VersionConflict } from '#shared/directory/errors.ts';
import type { Matter } from '#shared/directory/matters/matter.ts';
import type { Requirement } from '#shared/directory/ports.ts';
import type { Provider, UsersBecome } from '#shared/directory/providers/provider.ts';
import { removing, sampleOrganization } from '#test/contract/organization-store.ts';
import { sampleChange, sampleProvider } from '#test/doubles/samples.ts';
import { closing, sampleMatter } from '../matter-store.ts';
import type { MakeStores, Stores } from '../stores.ts';
import { createUser, otherProviderId } from './steps.ts';

/** A matter in every state that it can be in. */
const matters: Record<Matter['state'], Matter> = {
  open: sampleMatter(),
  closing: closing(sampleMatter()),
  closed: { ...closing(sampleMatter()), version: 3, state: 'closed' },
};

const settlement = { since: '2026-11-23T18:00:00.000Z', administratorId: 'arn:aws:iam::1:user/ada', requestId: 'r-1' };
const becoming: Record<UsersBecome['become'], UsersBecome> = {
  local: { become: 'local' },
  transferred: { become: 'transferred', toProviderId: otherProviderId },
};

const providerId = '01KARPZZZZ0000000000000009';

/** A provider in every state that it can be in: enabled or not, cancelling or not, not being removed or in which way. */
const providers: readonly Provider[] = [true, false].flatMap((enabled) =>
  [{}, { cancelling: settlement }].flatMap((cancelling) =>
    [{}, ...Object.values(becoming).map((usersBecome) => ({ removal: { ...settlement, usersBecome } }))].map(
      (removal) => sampleProvider({ id: providerId, enabled, ...cancelling, ...removal }),
    ),
  ),
);

/** Whether a change with the requirement is committed; if not, nothing of it is. */
async function commits({ users }: Stores, requires: Requirement): Promise<boolean> {
  const user = await createUser(users);
  const change = sampleChange(user, { attributes: { userName: 'miller' }, matterIds: [sampleMatter().id] });
  const outcome = await users.commit({ ...change, requires }).then(
    () => 'committed',
    (error: unknown) => error,
  );
  const isCommitted = outcome === 'committed';
  if (!isCommitted) expect(outcome).toBeInstanceOf(VersionConflict);
  expect(await users.get(user.id)).toStrictEqual(isCommitted ? change.after : user);
  expect(await users.findEntry(change.entry)).toStrictEqual(isCommitted ? change.entry : undefined);
  expect(await users.custodians(sampleMatter().id, 10)).toEqual(isCommitted ? [user.id] : []);
  expect((await users.getByUserName('miller'))?.id).toBe(isCommitted ? user.id : undefined);
  return isCommitted;
}

export function requiresContract(makeStores: MakeStores): void {
  describe('commit that requires an open matter', () => {
    test.each(Object.values(matters))('goes by whether the matter is open: $state', async (matter) => {
      const stores = await makeStores();
      await stores.matters.create(matter);

      expect(await commits(stores, { openMatterId: matter.id })).toBe(matter.state === 'open');
    });

    test('is refused when there is no such matter, though there are others, and providers', async () => {
      const stores = await makeStores();
      await stores.matters.create(sampleMatter({ id: '01KARM00000000000000000002' }));

      expect(await commits(stores, { openMatterId: sampleMatter().id })).toBe(false);
      expect((await stores.providers.list({ limit: 1 })).items).toHaveLength(1);
    });

    test('leaves the matter as it was', async () => {
      const stores = await makeStores();
      await stores.matters.create(sampleMatter());

      await commits(stores, { openMatterId: sampleMatter().id });

      expect(await stores.matters.get(sampleMatter().id)).toStrictEqual(sampleMatter());
    });

    test('meets a closing at the same moment: the matter closes with the custodian or without, never unseen', async () => {
      const stores = await makeStores();
      const matter = sampleMatter();
      await stores.matters.create(matter);
      const user = await createUser(stores.users);
      const change = sampleChange(user, { matterIds: [matter.id] });

      const [placed] = await Promise.allSettled([
        stores.users.commit({ ...change, requires: { openMatterId: matter.id } }),
        stores.matters.replace(matter, closing(matter)),
      ]);

      expect(await stores.users.custodians(matter.id, 10)).toEqual(placed.status === 'fulfilled' ? [user.id] : []);
    });
  });

  describe('commit that requires a provider', () => {
    test('is refused exactly when the provider is being removed, whatever else is the case with it', async () => {
      for (const provider of providers) {
        const stores = await makeStores();
        await stores.providers.create(provider);

        const isCommitted = await commits(stores, { providerId });

        expect({ provider, isCommitted }).toEqual({ provider, isCommitted: provider.removal === undefined });
      }
    });

    test('is refused when there is no such provider, and when it is gone', async () => {
      const stores = await makeStores();
      await stores.providers.create(sampleProvider({ id: providerId }));
      await stores.providers.delete(sampleProvider({ id: providerId }), '2026-11-23T19:00:00.000Z');

      expect(await commits(stores, { providerId })).toBe(false);
    });
  });

  describe('commit that requires an organization', () => {
    const { id: organizationId } = sampleOrganization();

    test('is refused when there is none, and while it is being removed', async () => {
      const stores = await makeStores();
      await stores.organizations.create(sampleOrganization({ id: '01KARN00000000000000000002' }));
      expect(await commits(stores, { organizationId })).toBe(false);

      const marked = await makeStores();
      await marked.organizations.create(sampleOrganization());
      await marked.organizations.replace(sampleOrganization(), removing(sampleOrganization()));

      expect(await commits(marked, { organizationId })).toBe(false);
    });

    test('is made when it is there, and when it is the default one, which is always there', async () => {
      const stores = await makeStores();
      await stores.organizations.create(sampleOrganization());
      expect(await commits(stores, { organizationId })).toBe(true);

      expect(await commits(await makeStores(), { organizationId: 'default' })).toBe(true);
    });

    test('meets a removal at the same moment: whoever came in is seen, or comes too late', async () => {
      const stores = await makeStores();
      const organization = sampleOrganization();
      await stores.organizations.create(organization);
      const user = await createUser(stores.users);
      const change = sampleChange(user, { organizationId });

      const [moved] = await Promise.allSettled([
        stores.users.commit({ ...change, requires: { organizationId } }),
        stores.organizations.replace(organization, removing(organization)),
      ]);

      const members = await stores.users.listed({ organizationId }, { limit: 1 });
      expect(members).toEqual(moved.status === 'fulfilled' ? [user.id] : []);
    });
  });
}
