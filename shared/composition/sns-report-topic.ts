/** Publishes to an SNS topic: one call once in a while, so without its SDK client. */
import { Unavailable } from '#shared/directory/errors.ts';
import type { ReportTopic } from '#shared/directory/sync-log/report/ports.ts';
import { type Caller, signedFetch } from './signed-fetch.ts';

export type SnsSettings = Caller & {
  readonly topicArn: string;
  /** Absent: as with the SDK's own clients `AWS_ENDPOINT_URL_SNS`, or else that of the topic's region. */
  readonly endpoint?: string | undefined;
};

/** Publish (SNS API reference, version 2010-03-31). */
export function snsReportTopic({ topicArn, endpoint, credentials, region }: SnsSettings): ReportTopic {
  const [, partition, , topicRegion] = topicArn.split(':');
  const host = `sns.${topicRegion}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`;
  return {
    publish: async ({ subject, text }) => {
      const url = new URL('/', endpoint ?? process.env.AWS_ENDPOINT_URL_SNS ?? `https://${host}`);
      const form = { Action: 'Publish', Version: '2010-03-31', TopicArn: topicArn, Subject: subject, Message: text };
      const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
      const body = new URLSearchParams(form).toString();
      try {
        await signedFetch({ credentials, region }, { service: 'sns', method: 'POST', url, headers, body });
      } catch (cause) {
        throw new Unavailable('SNS did not take a message', { cause });
      }
    },
  };
}
