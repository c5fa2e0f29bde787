/** A table with many users of one provider, put there without a transaction for each. */
import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import type { User } from '#shared/directory/users/user.ts';
import { toItem } from '#shared/storage/attribute-values.ts';
import { indexEntries } from '#shared/storage/index-entries.ts';
import { counterPartition, counterSortKey, schemaVersion } from '#shared/storage/keys.ts';
import type { Table } from '#shared/storage/table.ts';
import { userToItem } from '#shared/storage/user-item.ts';
import { userId } from '#test/contract/user-store/steps.ts';
import { sampleProviderId, sampleUser } from '#test/doubles/samples.ts';

/** BatchWriteItem takes 25 items. */
const batchSize = 25;

/** Every thousandth user, from the first on, is a Director; an item is under 1 KB. */
function userNumber(number: number): User {
  return sampleUser({
    id: userId(number),
    attributes: {
      userName: `user-${number}@example.com`,
      externalId: `e-${number}`,
      emails: [{ value: `user-${number}@example.com`, type: 'work' }],
      title: number % 1000 === 0 ? 'Director' : 'Guide',
    },
  });
}

/** Fills an empty table with the users from 0 up to but not including `users`. */
export async function fillTable({ client, tableName }: Table, users: number): Promise<void> {
  const items = [counterItem(users)];
  for (let number = 0; number < users; number++) {
    items.push(...itemsOf(userNumber(number)));
    if (items.length >= 8 * batchSize || number === users - 1) await writeAll(items.splice(0));
  }

  async function writeAll(all: readonly ReturnType<typeof toItem>[]): Promise<void> {
    for (let start = 0; start < all.length; start += batchSize) {
      const requests = all.slice(start, start + batchSize).map((Item) => ({ PutRequest: { Item } }));
      await client.send(new BatchWriteItemCommand({ RequestItems: { [tableName]: requests } }));
    }
  }
}

function counterItem(count: number) {
  const key = { pk: counterPartition(sampleProviderId), sk: counterSortKey(0) };
  return toItem({ ...key, type: 'counter', schemaVersion, count });
}

function itemsOf(user: User) {
  const entries = indexEntries(user).map(({ key, type, userId: id }) =>
    toItem({ ...key, type, schemaVersion, userId: id }),
  );
  return [userToItem(user), ...entries];
}
