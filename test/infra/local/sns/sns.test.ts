/** SNS of the local stack: what it takes, refuses, keeps and shows. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { AwsError } from '#infra/local/aws-error.ts';
import { type AwsServer, startAwsServer } from '#infra/local/aws-server.ts';
import { topicLines } from '#infra/local/console/lines.ts';
import { createFaults } from '#infra/local/faults.ts';
import { snsProtocol } from '#infra/local/sns/protocol.ts';
import { openTopics, type TopicMessage } from '#infra/local/sns/topics.ts';

const topicArn = 'arn:aws:sns:us-east-1:000000000000:Reports';

let server: AwsServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function start() {
  const shown: TopicMessage[] = [];
  const topics = openTopics({
    topicArns: [topicArn],
    file: ':memory:',
    now: () => 1000,
    onMessage: (message) => shown.push(message),
  });
  const faults = createFaults();
  server = await startAwsServer({
    services: { sns: snsProtocol(topics) },
    authorize: ({ accessKeyId }) => {
      if (accessKeyId === 'AKIDENIED') throw AwsError.accessDenied('not authorized to perform: sns:Publish');
    },
    faults,
  });
  const { url } = server;
  const send = async (form: Readonly<Record<string, string>>, accessKeyId = 'AKIDEXAMPLE') => {
    const credentials = { accessKeyId, secretAccessKey: 'a secret' };
    const signer = new SignatureV4({ service: 'sns', region: 'us-east-1', credentials, sha256: Sha256 });
    const body = new URLSearchParams({ Version: '2010-03-31', Action: 'Publish', ...form }).toString();
    const { hostname, host } = new URL(url);
    const request = { method: 'POST', protocol: 'http:', hostname, path: '/', headers: { host }, body };
    const { headers } = await signer.sign(request);
    const response = await fetch(url, { method: 'POST', headers, body });
    return { status: response.status, text: await response.text() };
  };
  return { topics, shown, faults, send };
}

describe('Publish', () => {
  test('keeps a message and shows it', async () => {
    const { topics, shown, send } = await start();

    const { status, text } = await send({ TopicArn: topicArn, Subject: 'A report', Message: 'Two\nlines' });

    const [kept] = topics.list(topicArn);
    expect(kept).toMatchObject({ subject: 'A report', message: 'Two\nlines', sentAt: 1000 });
    expect(shown).toEqual([kept]);
    expect(status).toBe(200);
    expect(text).toContain(`<PublishResult><MessageId>${kept?.messageId}</MessageId>`);
  });

  test.each([
    ['no topic', { Message: 'm' }, 400, 'InvalidParameter', 'no value for required parameter'],
    ['a topic that is not there', { TopicArn: `${topicArn}2`, Message: 'm' }, 404, 'NotFound', 'Topic does not exist'],
    ['no message', { TopicArn: topicArn }, 400, 'InvalidParameter', 'Empty message'],
    ['too long a message', { TopicArn: topicArn, Message: 'é'.repeat(131_073) }, 400, 'InvalidParameter', 'too long'],
    [
      'a subject of 100 characters',
      { TopicArn: topicArn, Message: 'm', Subject: 'x'.repeat(100) },
      400,
      'InvalidParameter',
      'Subject',
    ],
    [
      'a subject with a line break',
      { TopicArn: topicArn, Message: 'm', Subject: 'a\nb' },
      400,
      'InvalidParameter',
      'Subject',
    ],
    [
      'a subject that begins with a space',
      { TopicArn: topicArn, Message: 'm', Subject: ' a' },
      400,
      'InvalidParameter',
      'Subject',
    ],
    [
      'a subject that is not ASCII',
      { TopicArn: topicArn, Message: 'm', Subject: 'é' },
      400,
      'InvalidParameter',
      'Subject',
    ],
    ['an unknown parameter', { TopicArn: topicArn, Message: 'm', A: '<b>' }, 400, 'InvalidParameter', 'A is not known'],
    ['an unknown action', { Action: 'Sub<&>scribe' }, 400, 'InvalidAction', 'Sub&lt;&amp;&gt;scribe'],
  ])('with %s is refused as SNS does', async (_, form: Record<string, string>, status, code, message) => {
    const { topics, send } = await start();

    const answer = await send(form);

    expect(answer.status).toBe(status);
    expect(answer.text).toContain(`<Code>${code}</Code>`);
    expect(answer.text).toContain(message);
    expect(topics.list(topicArn)).toEqual([]);
  });

  test('takes the longest message and the longest subject', async () => {
    const { send } = await start();

    const form = { TopicArn: topicArn, Message: 'é'.repeat(131_072), Subject: 'x'.repeat(99) };

    expect((await send(form)).status).toBe(200);
  });

  test('is refused, throttled and failed in the words of SNS', async () => {
    const { faults, send } = await start();
    const form = { TopicArn: topicArn, Message: 'm' };

    const denied = await send(form, 'AKIDENIED');
    faults.plant({ service: 'sns', operation: 'Publish', call: 1, effect: 'throttle' });
    const throttled = await send(form);
    faults.plant({ service: 'sns', operation: 'Publish', call: 1, effect: 'fail-before' });
    const failed = await send(form);

    expect([denied.status, throttled.status, failed.status]).toEqual([403, 400, 500]);
    expect(denied.text).toContain('<Code>AuthorizationError</Code>');
    expect(throttled.text).toContain('<Type>Sender</Type><Code>Throttling</Code>');
    expect(failed.text).toContain('<Type>Receiver</Type><Code>InternalFailure</Code>');
  });
});

test('messages survive a restart', () => {
  const directory = mkdtempSync(join(tmpdir(), 'topics-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const options = { topicArns: [topicArn], file: join(directory, 'sns.sqlite'), now: () => 1000 };
  const before = openTopics(options);
  const message = before.publish({ topicArn, message: 'kept' });
  before.close();

  const after = openTopics(options);

  expect(after.list(topicArn)).toEqual([message]);
  after.close();
});

test('the terminal shows a message as an e-mail, and nothing that moves the cursor', () => {
  const message = {
    messageId: 'm',
    topicArn,
    subject: 'A report',
    message: 'PingOne\n  1 x \u001b[2Jgone\n',
    sentAt: 0,
  };

  expect(topicLines(message)).toMatch(/^\d\d:\d\d:\d\d {2}✉ Reports: A report\n {2}│ PingOne\n {2}│ {3}1 x gone$/);
});
