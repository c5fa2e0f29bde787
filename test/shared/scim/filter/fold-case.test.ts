import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { foldCase } from '#shared/scim/filter/fold-case.ts';
import { holds, propertyTimeout } from '#test/shared/scim/property.ts';

vi.setConfig({ testTimeout: propertyTimeout });

describe('RFC 7644 §7.8: strings prepared for comparison', () => {
  test.each([
    ['case', 'JDoe@Example.COM', 'jdoe@example.com'],
    ['case beyond ASCII', 'ÅNGSTRÖM', 'ångström'],
    ['where in a word a letter stands', 'ΝΙΚΟΣ.ΠΑΠΑΣ', 'νικοσ.παπασ'],
    ['how many letters a capital has', 'Straße', 'strasse'],
    ['normalization', 'Ame\u0301lie', 'am\u00e9lie'],
    ['width', '\uFF2A\uFF24\uFF4F\uFF45', 'jdoe'],
  ])('ignores %s', (_, text, folded) => {
    expect(foldCase(text)).toBe(folded);
  });

  test.each([
    ['²', '2'],
    ['ı', 'i'],
    ['é', 'e'],
  ])('keeps %s apart from %s', (a, b) => {
    expect(foldCase(a)).not.toBe(foldCase(b));
  });

  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string());

  test('what is folded stays as it is when folded again', () => {
    holds(fc.property(text, (anything) => foldCase(foldCase(anything)) === foldCase(anything)));
  });

  test('canonically equivalent texts fold to the same', () => {
    holds(fc.property(text, (anything) => foldCase(anything.normalize('NFD')) === foldCase(anything.normalize('NFC'))));
  });
});
