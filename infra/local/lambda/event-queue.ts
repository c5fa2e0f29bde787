/** The accepted asynchronous events of all functions: kept until done, run when due, one timer for all. */
import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { wakeUp } from '#infra/local/wake-up.ts';

/** An accepted event. `attempts` counts the invocations that ran; throttled ones do not count. */
export type QueuedEvent = {
  readonly position: number;
  readonly requestId: string;
  readonly functionName: string;
  readonly payload: string;
  readonly acceptedAt: number;
  readonly attempts: number;
};

/** What becomes of an event after it was tried. */
export type EventFate = 'done' | { readonly dueAt: number; readonly attempts: number };

/** A persistent queue that runs its events. */
export type EventQueue = {
  /** @returns the request id, which all copies share */
  accept(functionName: string, payload: string, copies: number): string;
  idle(): Promise<void>;
  /** Starts nothing more; what runs is still settled until `close`. */
  stop(): void;
  /** Events under way run again after the next start. */
  close(): void;
};

const eventRow = z
  .object({
    position: z.number(),
    request_id: z.string(),
    function_name: z.string(),
    payload: z.string(),
    accepted_at: z.number(),
    attempts: z.number(),
  })
  .transform(({ request_id: requestId, function_name: functionName, accepted_at: acceptedAt, ...row }) => ({
    ...row,
    requestId,
    functionName,
    acceptedAt,
  }));
const summaryRow = z.object({ next_due_at: z.number().nullable(), events: z.number() });

/** While an event runs its `due_at` is null, so that it is not run twice, and found again after a crash. */
function openStore(file: string) {
  const database = new DatabaseSync(file);
  database.exec(`CREATE TABLE IF NOT EXISTS events (
      position INTEGER PRIMARY KEY, request_id TEXT NOT NULL, function_name TEXT NOT NULL, payload TEXT NOT NULL,
      accepted_at INTEGER NOT NULL, due_at INTEGER, attempts INTEGER NOT NULL) STRICT;
    CREATE INDEX IF NOT EXISTS events_due ON events (due_at);
    UPDATE events SET due_at = accepted_at WHERE due_at IS NULL`);
  const insert = database.prepare(
    'INSERT INTO events (request_id, function_name, payload, accepted_at, due_at, attempts) VALUES (?, ?, ?, ?, ?, 0)',
  );
  const take = database.prepare('UPDATE events SET due_at = NULL WHERE due_at <= ? RETURNING *');
  const postpone = database.prepare('UPDATE events SET due_at = ?, attempts = ? WHERE position = ?');
  const remove = database.prepare('DELETE FROM events WHERE position = ?');
  const summary = database.prepare('SELECT min(due_at) AS next_due_at, count(*) AS events FROM events');
  return {
    insert(event: { requestId: string; functionName: string; payload: string; at: number }) {
      insert.run(event.requestId, event.functionName, event.payload, event.at, event.at);
    },
    takeDue: (at: number): QueuedEvent[] => take.all(at).map((row) => eventRow.parse(row)),
    settle(position: number, fate: EventFate) {
      if (fate === 'done') remove.run(position);
      else postpone.run(fate.dueAt, fate.attempts, position);
    },
    summary: () => summaryRow.parse(summary.get()),
    close: () => database.close(),
  };
}

/** Opens the queue and runs what is due, from an earlier start too. `attempt` must not throw. */
export function openEventQueue(options: {
  file: string;
  now: () => number;
  attempt: (event: QueuedEvent) => Promise<EventFate>;
}): EventQueue {
  const store = openStore(options.file);
  let idleWaiters: (() => void)[] = [];
  let state: 'running' | 'stopped' | 'closed' = 'running';

  const attempt = async (event: QueuedEvent) => {
    const fate = await options.attempt(event);
    if (state !== 'closed') store.settle(event.position, fate);
    if (state === 'running') runDue();
  };
  const runDue = () => {
    for (const event of store.takeDue(options.now())) void attempt(event);
    const { next_due_at: nextDueAt, events } = store.summary();
    timer.set(nextDueAt ?? undefined);
    if (events > 0) return;
    for (const resolve of idleWaiters) resolve();
    idleWaiters = [];
  };
  const timer = wakeUp(options.now, runDue);
  timer.set(options.now());

  return {
    accept(functionName, payload, copies) {
      const requestId = randomUUID();
      for (let copy = 0; copy < copies; copy += 1) {
        store.insert({ requestId, functionName, payload, at: options.now() });
      }
      // Not in this turn: whoever sent the event is answered first.
      if (state === 'running') timer.set(options.now());
      return requestId;
    },
    async idle() {
      if (store.summary().events === 0) return;
      await new Promise<void>((resolve) => {
        idleWaiters.push(resolve);
      });
    },
    stop() {
      state = 'stopped';
      timer.stop();
    },
    close() {
      state = 'closed';
      timer.stop();
      store.close();
    },
  };
}
