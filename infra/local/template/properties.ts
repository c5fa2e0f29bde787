/** The typed properties of a resource; a property that the local stack would silently ignore is refused. */
import * as z from 'zod';
import type { Resource } from './read-template.ts';

/** Marks a property that changes nothing on one machine. */
export const notActedOn = z.unknown().optional();

/** Properties every schema is about must be named in it: acted on, or marked `notActedOn`. */
export function parseProperties<Schema extends z.ZodType>(resource: Resource, schema: Schema): z.infer<Schema> {
  const parsed = schema.safeParse(resource.properties);
  if (parsed.success) return parsed.data;
  throw new Error(
    `The local stack does not understand the properties of ${resource.logicalId} (${resource.type}):\n` +
      z.prettifyError(parsed.error),
  );
}

/** The ARN of a resource whose type has one. */
export function arnOf({ logicalId, attributes }: Resource): string {
  const { Arn } = attributes;
  if (Arn === undefined) throw new Error(`${logicalId} has no ARN.`);
  return Arn;
}
