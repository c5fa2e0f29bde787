/** Each rule for what clients send: what a lenient provider makes of it, and the error that a strict one answers. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ScimError } from '#shared/scim/error.ts';
import { compileFilter } from '#shared/scim/filter/compile-filter.ts';
import { parseFilter } from '#shared/scim/filter/parser.ts';
import { applyPatch } from '#shared/scim/patch/apply-patch.ts';
import { parsePatchOp } from '#shared/scim/patch/parse-patch-op.ts';
import { parseResource } from '#shared/scim/resource/parse-resource.ts';
import type { Strictness } from '#shared/scim/resource/reading.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import deviations from './client-deviations.json' with { type: 'json' };

type Vector = {
  row: string;
  rule: string;
  filter?: string;
  body?: object;
  patch?: object;
  before?: object;
  lenient: unknown;
  strict?: unknown;
};

const vectors: readonly Vector[] = JSON.parse(JSON.stringify(deviations.vectors));

function answerTo({ filter, body, patch, before }: Vector, strictness: Strictness): unknown {
  try {
    if (filter !== undefined) {
      return compileFilter(parseFilter(filter, strictness), userResourceType, { strictness })(deviations.user);
    }
    if (body !== undefined) return parseResource(body, userResourceType, strictness).resource;
    const user = { userName: 'jane', ...before };
    return applyPatch(user, parsePatchOp(patch, strictness), userResourceType, strictness).resource;
  } catch (error) {
    if (error instanceof ScimError) return error.scimType;
    throw error;
  }
}

test.each(vectors)('$row: $rule', (vector) => {
  expect(answerTo(vector, 'lenient')).toEqual(vector.lenient);
  expect(answerTo(vector, 'strict')).toEqual(vector.strict ?? vector.lenient);
});

test('every rule of the files client-deviations.ts is in a vector', () => {
  const files = ['resource', 'filter', 'path'].map((room) => `../../../shared/scim/${room}/client-deviations.ts`);
  const sources = files.map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'));
  const rules = sources.flatMap((source) => [...source.matchAll(/^export function (\w+)/gm)].map(([, name]) => name));
  const named = vectors.map(({ rule }) => rule.split(/\W/, 1)[0]);

  expect(rules.filter((rule) => !named.includes(rule))).toEqual(['numberFromText']);
});
