import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { foldCase, rememberingFoldCase } from '#shared/scim/filter/fold-case.ts';
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

  /** As RFC 7613 and Unicode say it, letter by letter. */
  function letterByLetter(anything: string): string {
    const fold = (letter: string) => (letter === 'ı' ? letter : letter.toLowerCase().toUpperCase().toLowerCase());
    return Array.from(anything.normalize('NFD'), fold).join('').normalize('NFC');
  }

  test('where in a word a letter stands makes no difference, in any text without wide letters', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'aAΣςσßẞİıiIÅåﬁǅ\u0301\u0307éΩΩµ '), maxLength: 12 });
    holds(fc.property(letters, (anything) => foldCase(anything) === letterByLetter(anything)));
  });

  test('what is remembered is the same, before and after it is forgotten', () => {
    const { fold, forget } = rememberingFoldCase();
    holds(
      fc.property(text, (anything) => {
        const once = [fold(anything), fold(anything)];
        forget();
        return [...once, fold(anything)].every((folded) => folded === foldCase(anything));
      }),
    );
  });

  test('one text that is forgotten is kept no longer', () => {
    const { fold, forget } = rememberingFoldCase();
    const folds = vi.spyOn(String.prototype, 'normalize');
    fold('É');
    const once = folds.mock.calls.length;

    fold('É');
    expect(folds).toHaveBeenCalledTimes(once);
    forget();
    fold('É');
    expect(folds).toHaveBeenCalledTimes(2 * once);

    folds.mockRestore();
  });

  test('what is folded stays as it is when folded again', () => {
    holds(fc.property(text, (anything) => foldCase(foldCase(anything)) === foldCase(anything)));
  });

  test('canonically equivalent texts fold to the same', () => {
    holds(fc.property(text, (anything) => foldCase(anything.normalize('NFD')) === foldCase(anything.normalize('NFC'))));
  });
});
