/** The SNS topics of a template. */
import * as z from 'zod';
import { notActedOn, parseProperties } from '#infra/local/template/properties.ts';
import { resourcesOfType, type Stack } from '#infra/local/template/read-template.ts';

/** On one machine nothing is encrypted, and nobody gets an e-mail with a sender. */
const topicSchema = z.strictObject({ TopicName: notActedOn, DisplayName: notActedOn, KmsMasterKeyId: notActedOn });

/** @returns the ARNs. @throws Error naming a property that the local stack does not know */
export function readTopics(stack: Stack): readonly string[] {
  return resourcesOfType(stack, 'AWS::SNS::Topic').map((resource) => {
    parseProperties(resource, topicSchema);
    return resource.ref;
  });
}
