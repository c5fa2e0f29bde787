import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openQueues } from '#infra/local/sqs/queues.ts';

const [letters, failures] = [
  'arn:aws:sqs:eu-central-1:111122223333:letters',
  'arn:aws:sqs:eu-central-1:111122223333:failures',
];

test('a queue lists its own messages in the order sent, until it is purged', () => {
  const queues = openQueues({ queueArns: [letters, failures], file: ':memory:', now: () => 1000 });
  const first = queues.send({ queueArn: letters, body: '{"a":1}', attributes: { ERROR_CODE: 'X' } });
  const second = queues.send({ queueArn: letters, body: 'b' });
  queues.send({ queueArn: failures, body: 'c' });

  expect(first).toMatchObject({ queueArn: letters, body: '{"a":1}', attributes: { ERROR_CODE: 'X' }, sentAt: 1000 });
  expect(queues.list(letters)).toEqual([first, second]);
  queues.purge(letters);
  expect([queues.list(letters).length, queues.list(failures).length]).toEqual([0, 1]);
  queues.close();
});

test('messages survive a restart', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'queues-')), 'queues.sqlite');
  const options = { queueArns: [letters], file, now: () => 1000 };
  const before = openQueues(options);
  const message = before.send({ queueArn: letters, body: 'kept' });
  before.close();

  const after = openQueues(options);

  expect(after.list(letters)).toEqual([message]);
  after.close();
});

test('a queue that the stack does not have is refused by name', () => {
  const queues = openQueues({ queueArns: [], file: ':memory:', now: () => 1000 });

  expect(() => queues.send({ queueArn: letters, body: '' })).toThrow(`there is no queue ${letters}`);
  queues.close();
});
