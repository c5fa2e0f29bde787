/** Reads resources as POST and PUT do, and what a refusal says. */
import { expect } from 'vitest';
import { ScimError } from '#shared/scim/error.ts';
import { parseResource } from '#shared/scim/resource/parse-resource.ts';
import type { Strictness } from '#shared/scim/resource/reading.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import { specimenResourceType } from './specimen.ts';

export const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

export function parse(body: unknown, strictness: Strictness = 'lenient') {
  return parseResource(body, userResourceType, strictness);
}

export function parseStrictly(body: object) {
  return parse({ schemas: [core, enterprise], userName: 'jane', ...body }, 'strict').resource;
}

export function parseSpecimen(body: object, strictness: Strictness = 'lenient') {
  return parseResource({ schemas: [specimenResourceType.schema.id], ...body }, specimenResourceType, strictness)
    .resource;
}

export function refusal(act: () => unknown): { scimType: string | undefined; detail: string } {
  try {
    act();
  } catch (error) {
    if (error instanceof ScimError) return { scimType: error.scimType, detail: error.detail };
    throw error;
  }
  return expect.fail('nothing was thrown');
}
