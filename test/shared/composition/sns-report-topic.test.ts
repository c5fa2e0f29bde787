import { afterEach, describe, expect, test, vi } from 'vitest';
import { type AwsServer, startAwsServer } from '#infra/local/aws-server.ts';
import { createFaults } from '#infra/local/faults.ts';
import { snsProtocol } from '#infra/local/sns/protocol.ts';
import { openTopics, type Topics } from '#infra/local/sns/topics.ts';
import { snsReportTopic } from '#shared/composition/sns-report-topic.ts';
import { Unavailable } from '#shared/directory/errors.ts';

const topicArn = 'arn:aws:sns:eu-central-1:123456789012:Reprieve-SyncReportTopic';
const caller = {
  region: 'eu-central-1',
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' },
};

let server: AwsServer | undefined;
let topics: Topics | undefined;
afterEach(async () => {
  await server?.close();
  topics?.close();
  server = topics = undefined;
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

/** The local SNS. */
async function startSns() {
  const asked: object[] = [];
  const faults = createFaults();
  topics = openTopics({ topicArns: [topicArn], file: ':memory:', now: () => 1000 });
  server = await startAwsServer({
    services: { sns: snsProtocol(topics) },
    authorize: (request) => void asked.push(request),
    faults,
  });
  return { endpoint: server.url, asked, faults, published: () => topics?.list(topicArn) ?? [] };
}

describe('publishing a report', () => {
  test('hands subject and text to the topic, character by character', async () => {
    const { endpoint, asked, published } = await startSns();
    const text = 'PingOne\n  2 x 50 % & more = "Größe" + 😀\n';

    await snsReportTopic({ ...caller, topicArn, endpoint }).publish({ subject: 'Reprieve: 1 + 1 & more', text });

    expect(published()).toEqual([expect.objectContaining({ subject: 'Reprieve: 1 + 1 & more', message: text })]);
    expect(asked).toEqual([
      { accessKeyId: 'AKIDEXAMPLE', action: 'sns:Publish', resource: topicArn, conditionKeys: {} },
    ]);
  });

  test('goes where AWS_ENDPOINT_URL_SNS points, as the SDK does', async () => {
    const { endpoint, published } = await startSns();
    vi.stubEnv('AWS_ENDPOINT_URL_SNS', endpoint);

    await snsReportTopic({ ...caller, topicArn }).publish({ subject: 's', text: 't' });

    expect(published()).toHaveLength(1);
  });

  test.each([
    [topicArn, 'https://sns.eu-central-1.amazonaws.com/'],
    ['arn:aws-cn:sns:cn-north-1:123456789012:Topic', 'https://sns.cn-north-1.amazonaws.com.cn/'],
  ])('goes to the region of the topic %s otherwise', async (arn, url) => {
    const sent: string[] = [];
    vi.stubGlobal('fetch', async (target: URL) => {
      sent.push(target.href);
      return new Response();
    });

    await snsReportTopic({ ...caller, topicArn: arn }).publish({ subject: 's', text: 't' });

    expect(sent).toEqual([url]);
  });

  test('says what SNS answered when it refuses', async () => {
    const { endpoint } = await startSns();

    const publishing = snsReportTopic({ ...caller, topicArn, endpoint }).publish({ subject: 'two\nlines', text: 't' });

    await expect(publishing).rejects.toThrow(Unavailable);
    await expect(publishing).rejects.toHaveProperty(
      'cause.message',
      expect.stringMatching(/^400 .*<Code>InvalidParameter<\/Code>/),
    );
  });

  test('fails as unavailable when SNS does not answer', async () => {
    const { endpoint, faults } = await startSns();
    faults.plant({ service: 'sns', operation: 'Publish', call: 1, effect: 'crash-before' });

    await expect(
      snsReportTopic({ ...caller, topicArn, endpoint }).publish({ subject: 's', text: 't' }),
    ).rejects.toThrow(Unavailable);
  });
});
