import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closest } from '#cli/closest.ts';

describe('the name that was probably meant', () => {
  test.each([
    ['pingone', ['Okta', 'PingOne'], 'PingOne'],
    ['PignOne', ['PingOne', 'Entra'], 'PingOne'],
    ['Ping', ['Entra', 'PingOne EU'], 'PingOne EU'],
    ['PingOne EU', ['PingOne'], 'PingOne'],
    ['Enginering', ['Engineering', 'Engine'], 'Engineering'],
    ['Sales', ['Engineering', 'Legal'], undefined],
    ['x', ['xylophone', 'y'], undefined],
    ['anything', [], undefined],
  ])('of %s among %j is %s', (word, candidates, meant) => {
    expect(closest(word, candidates)).toBe(meant);
  });

  test('is the word itself where it is there, and one of the candidates always', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (word, candidates) => {
        expect([undefined, ...candidates]).toContain(closest(word, candidates));
        if (word !== '') expect(closest(word, [word])).toBe(word);
      }),
    );
  });
});
