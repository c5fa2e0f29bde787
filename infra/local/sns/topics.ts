/** SNS topics: messages are checked as SNS checks them, kept, and shown to whoever watches; nobody else is subscribed. */
import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { AwsError } from '#infra/local/aws-error.ts';

/** A message as a subscriber would get it. */
export type TopicMessage = {
  readonly messageId: string;
  readonly topicArn: string;
  readonly subject: string | undefined;
  readonly message: string;
  readonly sentAt: number;
};

/** The topics of the stack; a topic exists when its ARN was given to `openTopics`. */
export type Topics = {
  /** @throws AwsError InvalidParameter or NotFound, as SNS answers */
  publish(message: { topicArn: string; subject?: string | undefined; message: string }): TopicMessage;
  /** What was published to a topic, oldest first. */
  list(topicArn: string): readonly TopicMessage[];
  close(): void;
};

const row = z.object({
  message_id: z.string(),
  subject: z.string().nullable(),
  message: z.string(),
  sent_at: z.number(),
});

/** Opens the topics whose messages are kept in the file (a path or ':memory:'). */
export function openTopics(options: {
  readonly topicArns: readonly string[];
  readonly file: string;
  readonly now: () => number;
  readonly onMessage?: (message: TopicMessage) => void;
}): Topics {
  const database = new DatabaseSync(options.file);
  database.exec(`CREATE TABLE IF NOT EXISTS messages (
    position INTEGER PRIMARY KEY, message_id TEXT NOT NULL, topic_arn TEXT NOT NULL,
    subject TEXT, message TEXT NOT NULL, sent_at INTEGER NOT NULL) STRICT`);
  const insert = database.prepare(
    'INSERT INTO messages (message_id, topic_arn, subject, message, sent_at) VALUES (?, ?, ?, ?, ?)',
  );
  const select = database.prepare('SELECT * FROM messages WHERE topic_arn = ? ORDER BY position');
  return {
    publish({ topicArn, subject, message }) {
      checkMessage(subject, message);
      if (!options.topicArns.includes(topicArn)) throw new AwsError('NotFound', 404, 'Topic does not exist');
      const published = { messageId: randomUUID(), topicArn, subject, message, sentAt: options.now() };
      insert.run(published.messageId, topicArn, subject ?? null, message, published.sentAt);
      options.onMessage?.(published);
      return published;
    },
    list: (topicArn) =>
      select.all(topicArn).map((found) => {
        const { message_id: messageId, subject, message, sent_at: sentAt } = row.parse(found);
        return { messageId, topicArn, subject: subject ?? undefined, message, sentAt };
      }),
    close: () => database.close(),
  };
}

const maximumBytes = 262_144;

/** "ASCII text that begins with a letter, number, or punctuation mark … less than 100 characters" (API reference, Publish). */
const subjectPattern = /^[!-~][ -~]{0,98}$/;

function checkMessage(subject: string | undefined, message: string): void {
  if (message === '') throw invalidParameter('Empty message');
  if (Buffer.byteLength(message) > maximumBytes) throw invalidParameter('Message too long');
  if (subject !== undefined && !subjectPattern.test(subject)) throw invalidParameter('Subject');
}

export function invalidParameter(what: string): AwsError {
  return new AwsError('InvalidParameter', 400, `Invalid parameter: ${what}`);
}
