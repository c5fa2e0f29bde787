import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { applyPatch } from '#shared/scim/patch/apply-patch.ts';
import { parsePatchOp } from '#shared/scim/patch/parse-patch-op.ts';
import type { ScimObject } from '#shared/scim/resource/value.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import { specimenResourceType } from '#test/shared/scim/resource/specimen.ts';

const folder = new URL('../../../fixtures/rfc/', import.meta.url);
const scimObject = z.custom<ScimObject>((value) => typeof value === 'object');
const example = z.object({
  resourceType: z.enum(['user', 'group']),
  before: scimObject,
  request: z.unknown(),
  after: scimObject,
});

describe('every PATCH example of RFC 7644 §3.5.2', () => {
  const names = readdirSync(folder).filter((name) => name.startsWith('rfc7644-3.5.2'));

  test.each(names)('%s', (name) => {
    const { resourceType, before, request, after } = example.parse(
      JSON.parse(readFileSync(new URL(name, folder), 'utf8')),
    );
    const type = resourceType === 'user' ? userResourceType : specimenResourceType;

    for (const strictness of ['lenient', 'strict'] as const) {
      expect(applyPatch(before, parsePatchOp(request, strictness), type, strictness)).toEqual({
        resource: after,
        ignored: [],
      });
    }
  });

  test('there are twelve', () => {
    expect(names).toHaveLength(12);
  });
});
