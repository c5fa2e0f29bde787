/** Numbers of DynamoDB: their one text, their order and their arithmetic. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addNumbers,
  compareNumbers,
  encodeNumber,
  normalizeNumber,
  subtractNumbers,
} from '#infra/local/dynamodb/number.ts';

const number = fc
  .tuple(fc.constantFrom('', '-'), fc.bigInt({ min: 0n, max: 10n ** 38n - 1n }), fc.integer({ min: -90, max: 80 }))
  .map(([sign, digits, exponent]) => `${sign}${digits}e${exponent}`);

describe('naming rules and data types, Number', () => {
  test.each([
    ['1.50', '1.5'],
    ['+7', '7'],
    ['-0', '0'],
    ['0.00', '0'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['1e3', '1000'],
    ['12.5E-3', '0.0125'],
    ['-120e-1', '-12'],
    ['9'.repeat(38), '9'.repeat(38)],
    ['1E+125', `1${'0'.repeat(125)}`],
    ['1E-130', `0.${'0'.repeat(129)}1`],
  ])('keeps %s as %s', (given, kept) => {
    expect(normalizeNumber(given)).toBe(kept);
  });

  test.each(['', '.', 'x', '1x', ' 1', '0x1', 'NaN', 'Infinity', '1e', '--1', '1E126', '1E-131', '1'.repeat(39)])(
    'refuses %j',
    (given) => {
      expect(() => normalizeNumber(given)).toThrow(expect.objectContaining({ code: 'ValidationException' }));
    },
  );

  test('is idempotent, and equal numbers share one text', () => {
    fc.assert(
      fc.property(number, (text) => {
        const normal = normalizeNumber(text);
        expect(normalizeNumber(normal)).toBe(normal);
        expect(normal).toMatch(/^(0|-?(0|[1-9]\d*)(\.\d*[1-9])?)$/);
      }),
    );
  });

  test('encodes so that bytes sort as the numbers do', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        const difference = Number(a) - Number(b);
        const order = Buffer.compare(encodeNumber(a), encodeNumber(b));
        if (difference !== 0) expect(Math.sign(order)).toBe(Math.sign(difference));
      }),
    );
  });

  test('adds and subtracts decimals exactly', () => {
    expect(addNumbers('0.1', '0.2')).toBe('0.3');
    expect(addNumbers('1e20', '-1')).toBe('99999999999999999999');
    expect(subtractNumbers('1', '-2.5')).toBe('3.5');
    expect(subtractNumbers('5', '5')).toBe('0');
    expect(compareNumbers('-3', '-20')).toBeGreaterThan(0);
  });

  test('refuses a sum of more than 38 digits', () => {
    expect(() => addNumbers('1e40', '1')).toThrow('38 significant digits');
  });
});
