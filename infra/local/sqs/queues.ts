/** Queues for dead letters: messages are kept, listed and purged; nothing consumes them. */
import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';

/** A message as a consumer would see it. */
type QueueMessage = {
  readonly messageId: string;
  readonly queueArn: string;
  readonly body: string;
  /** Message attributes, all of type String. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly sentAt: number;
};

/** The queues of the stack; a queue exists when its ARN was given to `openQueues`. */
export type Queues = {
  /** @throws when there is no such queue */
  send(message: { queueArn: string; body: string; attributes?: Readonly<Record<string, string>> }): QueueMessage;
  /** What a queue holds, oldest first; retention is ignored. */
  list(queueArn: string): readonly QueueMessage[];
  purge(queueArn: string): void;
  close(): void;
};

const messageRow = z.object({ message_id: z.string(), body: z.string(), attributes: z.string(), sent_at: z.number() });
const attributeMap = z.record(z.string(), z.string());

/** Opens the queues kept in the file (a path or ':memory:'). */
export function openQueues(options: { queueArns: readonly string[]; file: string; now: () => number }): Queues {
  const queueArns = new Set(options.queueArns);
  const database = new DatabaseSync(options.file);
  database.exec(`CREATE TABLE IF NOT EXISTS messages (
    position INTEGER PRIMARY KEY, message_id TEXT NOT NULL, queue_arn TEXT NOT NULL,
    body TEXT NOT NULL, attributes TEXT NOT NULL, sent_at INTEGER NOT NULL) STRICT`);
  const insert = database.prepare(
    'INSERT INTO messages (message_id, queue_arn, body, attributes, sent_at) VALUES (?, ?, ?, ?, ?)',
  );
  const select = database.prepare('SELECT * FROM messages WHERE queue_arn = ? ORDER BY position');
  const requireQueue = (queueArn: string) => {
    if (!queueArns.has(queueArn)) throw new Error(`there is no queue ${queueArn}`);
  };
  return {
    send({ queueArn, body, attributes = {} }) {
      requireQueue(queueArn);
      const message = { messageId: randomUUID(), queueArn, body, attributes, sentAt: options.now() };
      insert.run(message.messageId, queueArn, body, JSON.stringify(attributes), message.sentAt);
      return message;
    },
    list(queueArn) {
      requireQueue(queueArn);
      return select.all(queueArn).map((row) => {
        const { message_id: messageId, sent_at: sentAt, body, attributes } = messageRow.parse(row);
        return { messageId, queueArn, body, attributes: attributeMap.parse(JSON.parse(attributes)), sentAt };
      });
    },
    purge(queueArn) {
      requireQueue(queueArn);
      database.prepare('DELETE FROM messages WHERE queue_arn = ?').run(queueArn);
    },
    close: () => database.close(),
  };
}
