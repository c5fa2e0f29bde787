import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ScimError } from '#shared/scim/error.ts';
import { applyPatch } from '#shared/scim/patch/apply-patch.ts';
import { parsePatchOp } from '#shared/scim/patch/parse-patch-op.ts';
import type { Strictness } from '#shared/scim/resource/reading.ts';
import type { ScimObject } from '#shared/scim/resource/value.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';

/** `before` and `after` are what a user has besides the userName "jane", unless they name it. */
type Outcome = { after?: object; ignored?: string[]; error?: string };
type Vector = Outcome & {
  title: string;
  before?: object;
  operations: object[];
  /** What differs from one strictness to the other; without them it is the same for both. */
  lenient?: Outcome;
  strict?: Outcome;
};

function outcomeOf({ before, operations }: Vector, strictness: Strictness): Outcome {
  const user: ScimObject = JSON.parse(JSON.stringify({ userName: 'jane', ...before }));
  const body = { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations };
  try {
    const { resource, ignored } = applyPatch(user, parsePatchOp(body, strictness), userResourceType, strictness);
    return { after: resource, ignored: [...ignored] };
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    return { error: error.scimType ?? 'none' };
  } finally {
    expect(user).toEqual({ userName: 'jane', ...before });
  }
}

function expected(vector: Vector, strictness: Strictness): Outcome {
  const { after, ignored = [], error } = vector[strictness] ?? vector;
  return error === undefined
    ? { after: after && 'userName' in after ? after : { userName: 'jane', ...after }, ignored }
    : { error };
}

const folder = new URL('./vectors/', import.meta.url);
const files = readdirSync(folder).map((name): readonly [string, { source: string; vectors: readonly Vector[] }] => [
  name,
  JSON.parse(readFileSync(new URL(name, folder), 'utf8')),
]);

describe.each(files)('%s', (_name, { source, vectors }) => {
  test('says where it is from', () => {
    expect(source).toMatch(/RFC 76|docs\/clients|pingone|entra|okta/i);
  });

  test.each(vectors.map((vector) => [vector.title, vector] as const))('%s', (_title, vector) => {
    const [lenient, strict] = [outcomeOf(vector, 'lenient'), outcomeOf(vector, 'strict')];

    expect({ lenient, strict }).toEqual({ lenient: expected(vector, 'lenient'), strict: expected(vector, 'strict') });
    // As text, too: the order of attributes is part of "nothing changed".
    expect(JSON.stringify(lenient)).toBe(JSON.stringify(expected(vector, 'lenient')));
  });
});
