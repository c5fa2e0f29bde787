import { expect, test } from 'vitest';
import { pathSegments } from '#shared/scim/path/path-segments.ts';

test.each([
  ['', []],
  ['/', []],
  ['Users', ['Users']],
  ['//Users///7/', ['Users', '7']],
  ['/Users/a%2Fb%3A', ['Users', 'a/b:']],
  ['/Users/100%/%FF', ['Users', '100%', '%FF']],
])('the path %j has the segments %j', (path, segments) => {
  expect(pathSegments(path)).toEqual(segments);
});
