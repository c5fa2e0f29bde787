/** Fills the data folder of a local stack with users in every state, in the rows that their creation would have made. */
import { openDataFolder } from '#infra/local/data-folder.ts';
import { indexEffects } from '#infra/local/dynamodb/index-entries.ts';
import { attributes } from '#infra/local/dynamodb/input.ts';
import { itemSize } from '#infra/local/dynamodb/item-size.ts';
import { openStore } from '#infra/local/dynamodb/store.ts';
import { tableRowKey } from '#infra/local/dynamodb/table-definition.ts';
import type { User } from '#shared/directory/users/user.ts';
import { type Item, toItem } from '#shared/storage/attribute-values.ts';
import { indexChange } from '#shared/storage/index-entries.ts';
import { counterSortKey, schemaVersion } from '#shared/storage/keys.ts';
import { userToItem } from '#shared/storage/user-item.ts';

/** Whose users they are, and where they belong. */
export type Placement = {
  readonly providerId: string;
  /** Of one user in 20. */
  readonly otherProviderId: string;
  /** Of one user in 10. */
  readonly organizationId: string;
  /** Of one user in 5,000. */
  readonly smallOrganizationId: string;
};

export const userId = (number: number) => `01KARQ${String(number).padStart(20, '0')}`;

/** @param directory the folder of a stack that has ended */
export function fillUsers(directory: string, placement: Placement, users: number): void {
  const folder = openDataFolder(directory, { reset: false });
  const store = openStore(folder.file('dynamodb.sqlite'));
  const [table] = store.tables();
  if (table === undefined) throw new Error('The local stack has made no table.');
  const put = (written: Item) => {
    const item = attributes.parse(written);
    store.putRow(table.source, { key: tableRowKey(table.keys, item), item, size: itemSize(item) }, null);
    for (const { change } of indexEffects(table, undefined, item)) {
      if (change.added) store.putRow(change.source, change.added, null);
    }
  };
  const counters = new Map<string, number>();
  for (let start = 0; start < users; start += 5000) {
    store.transaction(() => {
      for (let number = start; number < Math.min(start + 5000, users); number++) {
        const user = userNumber(number, placement);
        const { puts, counters: changed } = indexChange(undefined, user);
        put(userToItem(user));
        for (const { key, type, userId } of puts) put(toItem({ ...key, type, schemaVersion, userId }));
        for (const [pk, change] of changed) counters.set(pk, (counters.get(pk) ?? 0) + change);
      }
    });
  }
  store.transaction(() => {
    for (const [pk, count] of counters)
      put(toItem({ pk, sk: counterSortKey(0), type: 'counter', schemaVersion, count }));
  });
  store.close();
  folder.release();
}

/** Of 100 users 10 are pending, 5 deactivated, 2 blocked by an administrator and 1 deleted. */
function userNumber(number: number, placement: Placement): User {
  const at = '2026-01-02T03:04:05.000Z';
  const providerId = number % 20 === 3 ? placement.otherProviderId : placement.providerId;
  const part = Math.floor(number / 20) % 100;
  const dueAt = new Date(Date.now() + 20 * 86_400_000 + number).toISOString();
  const deactivation = { id: userId(number + 10_000_000), requestedAt: at, dueAt, providerId };
  return {
    id: userId(number),
    version: 1,
    createdAt: at,
    lastModifiedAt: at,
    attributes: {
      userName: `user-${number}@example.com`,
      externalId: `e-${number}`,
      name: { givenName: 'Barbara', familyName: `Jensen ${number}` },
      emails: [{ value: `user-${number}@example.com`, type: 'work', primary: true }],
      title: 'Tour Guide',
    },
    management: { by: 'provider', providerId },
    organizationId: organizationOf(number, placement),
    roles: [],
    life:
      part < 10
        ? { state: 'pending', deactivation }
        : part < 15
          ? { state: 'deactivated', at, cause: 'provisioning' }
          : { state: 'active' },
    blocks: part < 10 ? { provisioning: at } : part < 17 ? { administrator: at } : {},
    matterIds: [],
    ...(part === 99 && { deletedAt: at }),
  };
}

function organizationOf(number: number, { organizationId, smallOrganizationId }: Placement): string {
  if (number % 5000 === 4999) return smallOrganizationId;
  return number % 10 === 1 ? organizationId : 'default';
}
