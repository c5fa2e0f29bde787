import { expect, test } from 'vitest';
import { locate } from '#shared/scim/patch/locate.ts';
import { parsePath } from '#shared/scim/path/parse-path.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import { specimenResourceType } from '#test/shared/scim/resource/specimen.ts';

test('what a path leads to depends on the strictness and on the resource type, not on who asked before', () => {
  const path = parsePath('manager');
  const kinds = () => [
    locate(path, userResourceType, 'lenient').kind,
    locate(path, userResourceType, 'strict').kind,
    locate(path, { ...specimenResourceType, schemaExtensions: [] }, 'strict').kind,
    locate(path, { ...specimenResourceType, schemaExtensions: [] }, 'lenient').kind,
  ];

  expect(kinds()).toEqual(['attribute', 'unknown', 'unknown', 'unknown']);
  expect(kinds()).toEqual(['attribute', 'unknown', 'unknown', 'unknown']);
});
