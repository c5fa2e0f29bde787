/** Fills the data folder of a local stack with a Sync Log of any size, in the rows that its writes would have made. */
import { encodeTime } from 'ulid';
import { openDataFolder } from '#infra/local/data-folder.ts';
import { indexEffects } from '#infra/local/dynamodb/index-entries.ts';
import { attributes } from '#infra/local/dynamodb/input.ts';
import { itemSize } from '#infra/local/dynamodb/item-size.ts';
import { openStore, type Store } from '#infra/local/dynamodb/store.ts';
import { expiresAt, type TableDefinition, tableRowKey } from '#infra/local/dynamodb/table-definition.ts';
import { startLocalStack } from '#infra/local/local-stack.ts';
import type { LogEntry } from '#shared/directory/users/log-entry.ts';
import { connectionMessage, providersMessage } from '#shared/http/admin/messages/provider.ts';
import { entryToItem } from '#shared/storage/log-item.ts';

export const days = 90;
const dayMilliseconds = 24 * 60 * 60 * 1000;

/** Longer than the days, so that nothing expires while it is measured. */
const settings = { syncLogRetentionDays: 2 * days, syncLogValues: 'values' } as const;

/** Of 100 entries, so many are of each provider. */
const shares = [60, 20, 10, 6, 4];

/** Each is the subject of so many entries, spread over all the days. */
const entriesOfUser = 20;

/** One of so many was refused. */
const refusedEvery = 1000;

export type FilledLog = {
  readonly file: string;
  readonly tableName: string;
  /** The one with the largest share first. */
  readonly providerIds: readonly string[];
  /** Midnight (UTC) with which the first day begins. */
  readonly firstDay: number;
  readonly entries: number;
};

/** Entries at equal distances over the days before today. @param directory a new folder */
export async function fillLog(directory: string, entries: number): Promise<FilledLog> {
  const providerIds = await addProviders(directory);
  const folder = openDataFolder(directory, { reset: false });
  const file = folder.file('dynamodb.sqlite');
  const store = openStore(file);
  try {
    const [table] = store.tables();
    if (table === undefined) throw new Error('The local stack has made no table.');
    const today = Math.floor(Date.now() / dayMilliseconds) * dayMilliseconds;
    const log = { file, tableName: table.name, providerIds, firstDay: today - days * dayMilliseconds, entries };
    writeRows(store, table, log);
    return log;
  } finally {
    store.close();
    folder.release();
  }
}

async function addProviders(directory: string): Promise<readonly string[]> {
  const stack = await startLocalStack({ directory, log: () => {} });
  for (let number = 3; number <= shares.length; number++) {
    await stack.admin.send(
      {
        method: 'POST',
        path: ['providers'],
        body: { displayName: `Provider ${number}`, credentialType: 'oauth-token' },
      },
      connectionMessage,
    );
  }
  const { providers } = await stack.admin.send({ method: 'GET', path: ['providers'] }, providersMessage);
  await stack.stop();
  return providers.map(({ id }) => id);
}

/** In the order of the keys of what is written, as a table that has grown would be slow to fill in any other. */
function writeRows(store: Store, table: TableDefinition, log: FilledLog): void {
  const users = Math.ceil(log.entries / entriesOfUser);
  inBatches(users * entriesOfUser, (position) => {
    const number = Math.floor(position / entriesOfUser) + (position % entriesOfUser) * users;
    if (number >= log.entries) return;
    const item = itemNumber(log, number);
    const row = { key: tableRowKey(table.keys, item), item, size: itemSize(item) };
    store.putRow(table.source, row, expiresAt(table, item));
  });
  inBatches(log.entries, (number) => {
    for (const { change } of indexEffects(table, undefined, itemNumber(log, number))) {
      if (change.added) store.putRow(change.source, change.added, null);
    }
  });

  function inBatches(count: number, write: (number: number) => void): void {
    const batch = 20_000;
    for (let start = 0; start < count; start += batch) {
      store.transaction(() => {
        for (let number = start; number < Math.min(start + batch, count); number++) write(number);
      });
    }
  }
}

export function userId(number: number): string {
  return `01KARQ${String(number).padStart(20, '0')}`;
}

function itemNumber({ providerIds, firstDay, entries }: FilledLog, number: number) {
  const at = firstDay + Math.floor((number * days * dayMilliseconds) / entries);
  const user = number % Math.ceil(entries / entriesOfUser);
  const entry: LogEntry = {
    id: encodeTime(at, 10) + String(number).padStart(16, '0'),
    at: new Date(at).toISOString(),
    actor: { by: 'provider', providerId: providerIds[shareOf(number)] ?? '' },
    userId: userId(user),
    userName: `user-${user}@example.com`,
    operation: 'replace',
    outcome: number % refusedEvery === 0 ? 'refused' : 'changed',
    events: [],
    changes: [
      { attribute: 'title', before: 'Support Engineer', after: `Support Engineer ${number}` },
      { attribute: 'addresses[type eq "work"].locality', before: 'Vienna', after: 'Linz' },
      { attribute: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department', after: 'Support' },
    ],
    ignored: [],
    requestId: `c6af9ac6-7b61-11e6-9a41-${String(number).padStart(12, '0')}`,
  };
  return attributes.parse(entryToItem(entry, settings));
}

/** The provider that an entry is of: all of them take turns, each as often as its share says. */
function shareOf(number: number): number {
  let rest = (number * 37) % 100;
  return shares.findIndex((share) => {
    rest -= share;
    return rest < 0;
  });
}
