/** The query protocol of SNS: a form to ask with, XML to answer (AWS query protocol; SNS API version 2010-03-31). */
import { randomUUID } from 'node:crypto';
import { AwsError } from '#infra/local/aws-error.ts';
import type { HttpResponse, Protocol } from '#infra/local/aws-server/protocol.ts';
import { invalidParameter, type Topics } from './topics.ts';

const version = '2010-03-31';
const namespace = `xmlns="http://sns.amazonaws.com/doc/${version}/"`;

/** Parameters of Publish that are acted on; any other would be ignored silently. */
const known: readonly string[] = ['Action', 'Version', 'TopicArn', 'Subject', 'Message'];

/** SNS has names of its own for what every service answers. */
const errorCodes: Readonly<Record<string, string>> = {
  AccessDeniedException: 'AuthorizationError',
  UnrecognizedClientException: 'InvalidClientTokenId',
  UnknownOperationException: 'InvalidAction',
  InternalServerError: 'InternalFailure',
};

export function snsProtocol(topics: Topics): Protocol {
  return {
    read: (_, body) => {
      const form = new URLSearchParams(body);
      const operation = form.get('Action') ?? '';
      if (operation !== 'Publish' || form.get('Version') !== version) {
        throw AwsError.unknownOperation(`The local SNS does not know the action ${operation}`);
      }
      const unknown = [...form.keys()].find((name) => !known.includes(name));
      if (unknown !== undefined) throw invalidParameter(`${unknown} is not known to the local SNS`);
      const topicArn = form.get('TopicArn');
      if (topicArn === null) throw invalidParameter('TopicArn or TargetArn Reason: no value for required parameter');
      return {
        operation,
        permissions: [{ action: 'sns:Publish', resource: topicArn, conditionKeys: {} }],
        run: () => {
          const subject = form.get('Subject') ?? undefined;
          const { messageId } = topics.publish({ topicArn, subject, message: form.get('Message') ?? '' });
          return xml(
            200,
            `<PublishResponse ${namespace}><PublishResult><MessageId>${messageId}</MessageId>
</PublishResult>${metadata()}</PublishResponse>`,
          );
        },
      };
    },
    error: ({ code, status, message }) => {
      const type = status < 500 ? 'Sender' : 'Receiver';
      const details = `<Type>${type}</Type><Code>${errorCodes[code] ?? code}</Code><Message>${escapeXml(message)}</Message>`;
      return xml(status, `<ErrorResponse ${namespace}><Error>${details}</Error>${requestId()}</ErrorResponse>`);
    },
    faultError: ({ effect }) =>
      effect === 'throttle' ? new AwsError('Throttling', 400, 'Rate exceeded') : AwsError.internal(),
  };
}

function xml(status: number, body: string): HttpResponse {
  return { status, headers: { 'content-type': 'text/xml' }, body };
}

const requestId = (): string => `<RequestId>${randomUUID()}</RequestId>`;
const metadata = (): string => `<ResponseMetadata>${requestId()}</ResponseMetadata>`;

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
