/** Schedules and the deliveries under way, kept in SQLite. */
import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { nextRun, parseExpression, type ScheduleExpression } from './expression.ts';
import type { ScheduleDefinition } from './schedule.ts';
import { parseDefinition } from './validation.ts';

/** A schedule as stored; instants are epoch milliseconds. */
export type StoredSchedule = {
  readonly groupName: string;
  readonly name: string;
  readonly definition: ScheduleDefinition;
  readonly createdAt: number;
  readonly modifiedAt: number;
};

/** One run of a schedule that is not settled yet. */
export type PendingDelivery = {
  readonly position: number;
  readonly groupName: string;
  readonly name: string;
  readonly executionId: string;
  readonly scheduledAt: number;
  /** Attempts that failed. */
  readonly attempts: number;
};

export type ScheduleStore = ReturnType<typeof openScheduleStore>;

const scheduleRow = z
  .object({
    group_name: z.string(),
    name: z.string(),
    definition: z.string(),
    created_at: z.number(),
    modified_at: z.number(),
  })
  .transform(
    (row): StoredSchedule => ({
      groupName: row.group_name,
      name: row.name,
      definition: parseDefinition(JSON.parse(row.definition)),
      createdAt: row.created_at,
      modifiedAt: row.modified_at,
    }),
  );
const dueRow = z.object({ group_name: z.string(), name: z.string(), definition: z.string(), next_at: z.number() });
const deliveryRow = z
  .object({
    position: z.number(),
    group_name: z.string(),
    name: z.string(),
    execution_id: z.string(),
    scheduled_at: z.number(),
    attempts: z.number(),
  })
  .transform(
    ({ group_name: groupName, execution_id: executionId, scheduled_at: scheduledAt, ...row }): PendingDelivery => ({
      ...row,
      groupName,
      executionId,
      scheduledAt,
    }),
  );
const nextRow = z.object({ next: z.number().nullable() });

const tables = `
  CREATE TABLE IF NOT EXISTS schedules (
    group_name TEXT NOT NULL, name TEXT NOT NULL, definition TEXT NOT NULL,
    created_at INTEGER NOT NULL, modified_at INTEGER NOT NULL, next_at INTEGER,
    PRIMARY KEY (group_name, name)) STRICT;
  CREATE INDEX IF NOT EXISTS schedules_next ON schedules (next_at);
  CREATE TABLE IF NOT EXISTS deliveries (
    position INTEGER PRIMARY KEY, group_name TEXT NOT NULL, name TEXT NOT NULL, execution_id TEXT NOT NULL,
    scheduled_at INTEGER NOT NULL, attempts INTEGER NOT NULL, due_at INTEGER) STRICT;
  CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (due_at);
  CREATE INDEX IF NOT EXISTS deliveries_schedule ON deliveries (group_name, name);
  UPDATE deliveries SET due_at = scheduled_at WHERE due_at IS NULL;`;

/** Opens the file (a path or ':memory:'). A delivery that was under way when the process ended is due again. */
export function openScheduleStore(file: string) {
  const database = new DatabaseSync(file);
  database.exec(tables);
  return { ...scheduleStatements(database), ...deliveryStatements(database), close: () => database.close() };
}

function scheduleStatements(database: DatabaseSync) {
  const put = database.prepare('INSERT OR REPLACE INTO schedules VALUES (?, ?, ?, ?, ?, ?)');
  const get = database.prepare('SELECT * FROM schedules WHERE group_name = ? AND name = ?');
  const list = database.prepare(
    `SELECT * FROM schedules WHERE (group_name, name) > (?, ?) AND (? IS NULL OR group_name = ?)
     AND substr(name, 1, length(?)) = ? ORDER BY group_name, name`,
  );
  const remove = database.prepare('DELETE FROM schedules WHERE group_name = ? AND name = ?');
  const removeDeliveries = database.prepare('DELETE FROM deliveries WHERE group_name = ? AND name = ?');
  return {
    put({ groupName, name, definition, createdAt, modifiedAt }: StoredSchedule, nextAt: number | undefined) {
      put.run(groupName, name, JSON.stringify(definition), createdAt, modifiedAt, nextAt ?? null);
    },
    get(groupName: string, name: string): StoredSchedule | undefined {
      const row = get.get(groupName, name);
      return row && scheduleRow.parse(row);
    },
    /** In the order of group and name, after the given one. */
    list({ after, groupName, prefix }: { after: readonly [string, string]; groupName?: string; prefix: string }) {
      const rows = list.all(...after, groupName ?? null, groupName ?? null, prefix, prefix);
      return rows.map((row) => scheduleRow.parse(row));
    },
    /** Its deliveries go with it. */
    remove(groupName: string, name: string): boolean {
      removeDeliveries.run(groupName, name);
      return remove.run(groupName, name).changes > 0;
    },
  };
}

function deliveryStatements(database: DatabaseSync) {
  const due = database.prepare('SELECT group_name, name, definition, next_at FROM schedules WHERE next_at <= ?');
  const advance = database.prepare('UPDATE schedules SET next_at = ? WHERE group_name = ? AND name = ?');
  const insert = database.prepare(
    `INSERT INTO deliveries (group_name, name, execution_id, scheduled_at, attempts, due_at) VALUES (?, ?, ?, ?, 0, ?)`,
  );
  const take = database.prepare('UPDATE deliveries SET due_at = NULL WHERE due_at <= ? RETURNING *');
  const postpone = database.prepare('UPDATE deliveries SET due_at = ?, attempts = attempts + 1 WHERE position = ?');
  const remove = database.prepare('DELETE FROM deliveries WHERE position = ?');
  const next = database.prepare(
    `SELECT min(at) AS next
     FROM (SELECT min(next_at) AS at FROM schedules UNION ALL SELECT min(due_at) FROM deliveries)`,
  );
  const isSettled = database.prepare(
    `SELECT 1 FROM schedules s WHERE group_name = ? AND name = ? AND next_at IS NULL
     AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.group_name = s.group_name AND d.name = s.name)`,
  );
  return {
    /** Turns every due run into deliveries, and the schedule to its next run, in one transaction. */
    startDue(now: number, copiesOf: (groupName: string, name: string) => number) {
      database.exec('BEGIN IMMEDIATE');
      for (const row of due.all(now)) {
        const { group_name: groupName, name, definition, next_at: at } = dueRow.parse(row);
        const executionId = randomUUID().replaceAll('-', '').slice(0, 16);
        for (let copy = 0; copy < copiesOf(groupName, name); copy += 1)
          insert.run(groupName, name, executionId, at, at);
        advance.run(nextRun(expressionOf(definition), at, now) ?? null, groupName, name);
      }
      database.exec('COMMIT');
    },
    /** Deliveries to be attempted now; they are not handed out again until postponed. */
    takeDue: (now: number): PendingDelivery[] => take.all(now).map((row) => deliveryRow.parse(row)),
    postpone(position: number, dueAt: number) {
      postpone.run(dueAt, position);
    },
    removeDelivery(position: number) {
      remove.run(position);
    },
    /** The earliest instant at which something is due. */
    next: () => nextRow.parse(next.get()).next ?? undefined,
    /** Whether a schedule has run for the last time. */
    isCompleted: (groupName: string, name: string) => isSettled.get(groupName, name) !== undefined,
  };
}

function expressionOf(definition: string): ScheduleExpression {
  const { ScheduleExpression, ScheduleExpressionTimezone } = parseDefinition(JSON.parse(definition));
  return parseExpression(ScheduleExpression, ScheduleExpressionTimezone);
}
