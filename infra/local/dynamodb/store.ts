/** The SQLite file: rows of tables and indexes, changes that indexes have yet to see, tokens of transactions. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { Item } from './attribute-value.ts';
import type { RowKey, TableDefinition } from './table-definition.ts';

/** A row that is to be written, and how many bytes DynamoDB counts for its item. */
export type Row = { readonly key: RowKey; readonly item: Item; readonly size: number };
type StoredRow = { readonly item: Item; readonly size: number };

/** Rows in key order: of one partition when `hash` is given, behind `after` when that is given. */
export type RowRange = {
  readonly hash?: Uint8Array;
  readonly lower?: { readonly range: Uint8Array; readonly inclusive: boolean };
  readonly upper?: { readonly range: Uint8Array; readonly inclusive: boolean };
  /** Of a row inside the bounds. */
  readonly after?: RowKey;
  readonly forward: boolean;
};

/** An index's change: an entry that goes, an entry that comes, or one in place of the other. */
export type IndexChange = { readonly source: number; readonly removed?: RowKey; readonly added?: Row };

export type Store = ReturnType<typeof openStore>;

const schema = `
  CREATE TABLE IF NOT EXISTS tables (name TEXT PRIMARY KEY, definition TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS rows (
    source INTEGER NOT NULL, hash BLOB NOT NULL, range BLOB NOT NULL, base_hash BLOB NOT NULL, base_range BLOB NOT NULL,
    item TEXT NOT NULL, size INTEGER NOT NULL, expires_at REAL,
    PRIMARY KEY (source, hash, range, base_hash, base_range)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS expiring_rows ON rows (source, expires_at) WHERE expires_at IS NOT NULL;
  CREATE TABLE IF NOT EXISTS index_changes (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, visible_at REAL NOT NULL,
    source INTEGER NOT NULL, base_hash BLOB NOT NULL, base_range BLOB NOT NULL,
    removed_hash BLOB, removed_range BLOB, added_hash BLOB, added_range BLOB, item TEXT, size INTEGER
  ) STRICT;
  CREATE INDEX IF NOT EXISTS due_index_changes ON index_changes (visible_at);
  CREATE TABLE IF NOT EXISTS tokens (
    token TEXT PRIMARY KEY, request_hash TEXT NOT NULL, committed_at REAL NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/** Opens the file, or memory for ':memory:'. What was committed survives the end of the process at any instant. */
export function openStore(file: string) {
  const sqlite = new DatabaseSync(file);
  // A row of more than a quarter of a page takes whole pages of its own: most items have 1 to 2 KB.
  sqlite.exec('PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  sqlite.exec(schema);
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const statement = statements.get(sql) ?? sqlite.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  const run = (sql: string, ...values: SQLInputValue[]) => prepare(sql).run(...values);
  return {
    ...rowAccess(prepare),
    ...indexChangeAccess(prepare),
    /** Everything that `work` writes, or nothing when it throws. */
    transaction: <T>(work: () => T): T => {
      run('BEGIN IMMEDIATE');
      try {
        const result = work();
        run('COMMIT');
        return result;
      } catch (error) {
        run('ROLLBACK');
        throw error;
      }
    },
    tables: (): readonly TableDefinition[] =>
      prepare('SELECT definition FROM tables')
        .all()
        .map((row) => JSON.parse(String(row.definition))),
    saveTable: (table: TableDefinition) =>
      run('INSERT OR REPLACE INTO tables VALUES (?, ?)', table.name, JSON.stringify(table)),
    deleteTable: (name: string) => run('DELETE FROM tables WHERE name = ?', name),
    /** What a token committed since `since`, as a hash of its request. */
    committedRequest: (token: string, since: number): string | undefined => {
      const row = prepare('SELECT request_hash FROM tokens WHERE token = ? AND committed_at > ?').get(token, since);
      return row && String(row.request_hash);
    },
    saveToken: (token: string, requestHash: string, committedAt: number) =>
      run('INSERT OR REPLACE INTO tokens VALUES (?, ?, ?)', token, requestHash, committedAt),
    deleteTokens: (committedBefore: number) => run('DELETE FROM tokens WHERE committed_at < ?', committedBefore),
    close: () => sqlite.close(),
  };
}

const byKey = 'source = ? AND hash = ? AND range = ? AND base_hash = ? AND base_range = ?';

function keyValues({ hash, range, baseHash, baseRange }: RowKey): [Uint8Array, Uint8Array, Uint8Array, Uint8Array] {
  return [hash, range, baseHash, baseRange];
}

function parseRow(row: Record<string, unknown>): StoredRow {
  return { item: JSON.parse(String(row.item)), size: Number(row.size) };
}

function rowAccess(prepare: (sql: string) => StatementSync) {
  return {
    row: (source: number, key: RowKey): StoredRow | undefined => {
      const row = prepare(`SELECT item, size FROM rows WHERE ${byKey}`).get(source, ...keyValues(key));
      return row && parseRow(row);
    },
    putRow: (source: number, { key, item, size }: Row, expiresAt: number | null) => {
      const sql = 'INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?, ?, ?, ?, ?)';
      prepare(sql).run(source, ...keyValues(key), JSON.stringify(item), size, expiresAt);
    },
    deleteRow: (source: number, key: RowKey) => {
      prepare(`DELETE FROM rows WHERE ${byKey}`).run(source, ...keyValues(key));
    },
    /** Deletes all rows of a table or an index, and what the index had yet to see. */
    deleteSource: (source: number) => {
      prepare('DELETE FROM rows WHERE source = ?').run(source);
      prepare('DELETE FROM index_changes WHERE source = ?').run(source);
    },
    /** Rows of the range, parsed one by one as they are asked for. */
    *rows(source: number, range: RowRange): Generator<StoredRow> {
      const { where, values } = rangeCondition(range);
      const direction = range.forward ? 'ASC' : 'DESC';
      const order = ['hash', 'range', 'base_hash', 'base_range'].map((column) => `${column} ${direction}`).join(', ');
      const sql = `SELECT item, size FROM rows WHERE source = ?${where} ORDER BY ${order}`;
      for (const row of prepare(sql).iterate(source, ...values)) yield parseRow(row);
    },
    expiredRows: (source: number, from: number, until: number): readonly StoredRow[] =>
      prepare('SELECT item, size FROM rows WHERE source = ? AND expires_at BETWEEN ? AND ?')
        .all(source, from, until)
        .map(parseRow),
    totals: (source: number): { readonly count: number; readonly bytes: number } => {
      const row = prepare('SELECT count(*) AS n, sum(size) AS bytes FROM rows WHERE source = ?').get(source);
      return { count: Number(row?.n ?? 0), bytes: Number(row?.bytes ?? 0) };
    },
  };
}

/** SQLite finds a row by no more than one lower and one upper bound: the start stands in for the bound that it is inside of. */
function rangeCondition({ hash, lower, upper, after, forward }: RowRange) {
  const equal = (inclusive: boolean) => (inclusive ? '=' : '');
  const isWithout = (bound: 'lower' | 'upper') => after !== undefined && forward === (bound === 'lower');
  const parts: readonly (readonly [string, readonly Uint8Array[]] | undefined)[] = [
    hash && ['hash = ?', [hash]],
    isWithout('lower') ? undefined : lower && [`range >${equal(lower.inclusive)} ?`, [lower.range]],
    isWithout('upper') ? undefined : upper && [`range <${equal(upper.inclusive)} ?`, [upper.range]],
    after && startCondition(after, hash !== undefined, forward),
  ];
  const present = parts.filter((part) => part !== undefined);
  return {
    where: present.map(([sql]) => ` AND ${sql}`).join(''),
    values: present.flatMap(([, values]) => values),
  };
}

/** Inside a partition without its hash, with which SQLite would read the partition from its beginning. */
function startCondition(after: RowKey, isInPartition: boolean, forward: boolean): [string, readonly Uint8Array[]] {
  const columns = ['hash', 'range', 'base_hash', 'base_range'].slice(isInPartition ? 1 : 0);
  const values = keyValues(after).slice(isInPartition ? 1 : 0);
  return [`(${columns.join(', ')}) ${forward ? '>' : '<'} (${values.map(() => '?').join(', ')})`, values];
}

function indexChangeAccess(prepare: (sql: string) => StatementSync) {
  return {
    queueIndexChange: (visibleAt: number, { source, removed, added }: IndexChange) => {
      const base = removed ?? added?.key;
      prepare('INSERT INTO index_changes VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
        visibleAt,
        source,
        base?.baseHash ?? null,
        base?.baseRange ?? null,
        removed?.hash ?? null,
        removed?.range ?? null,
        added?.key.hash ?? null,
        added?.key.range ?? null,
        added ? JSON.stringify(added.item) : null,
        added?.size ?? null,
      );
    },
    /** Takes the changes whose time has come out of the queue, oldest first. */
    takeIndexChanges: (now: number): readonly IndexChange[] =>
      prepare('DELETE FROM index_changes WHERE visible_at <= ? RETURNING *')
        .all(now)
        .sort((a, b) => Number(a.sequence) - Number(b.sequence))
        .map(parseIndexChange),
    /** When the next change comes due. */
    nextIndexChange: (): number | undefined => {
      const row = prepare('SELECT min(visible_at) AS at FROM index_changes').get();
      return typeof row?.at === 'number' ? row.at : undefined;
    },
  };
}

function parseIndexChange(row: Record<string, unknown>): IndexChange {
  const key = (hash: unknown, range: unknown) => {
    const parts = { hash, range, baseHash: row.base_hash, baseRange: row.base_range };
    return parts as RowKey;
  };
  return {
    source: Number(row.source),
    ...(row.removed_hash !== null && { removed: key(row.removed_hash, row.removed_range) }),
    ...(row.added_hash !== null && { added: { key: key(row.added_hash, row.added_range), ...parseRow(row) } }),
  };
}
