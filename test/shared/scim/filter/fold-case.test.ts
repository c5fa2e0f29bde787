/** foldCase prepares text as the directory's userNames are prepared, and faster when it is ASCII. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldUserName } from '#shared/directory/fold-user-name.ts';
import { foldCase } from '#shared/scim/filter/fold-case.ts';

describe('RFC 7644 §7.8: strings prepared for comparison', () => {
  test.each([
    ['case', 'JDoe@Example.COM', 'jdoe@example.com'],
    ['case beyond ASCII', 'ÅNGSTRÖM', 'ångström'],
    ['normalization', 'Ame\u0301lie', 'am\u00e9lie'],
    ['width', '\uFF2A\uFF24\uFF4F\uFF45', 'jdoe'],
  ])('ignores %s', (_, text, folded) => {
    expect(foldCase(text)).toBe(folded);
  });

  test.each([
    ['ﬁ', 'fi'],
    ['ß', 'ss'],
    ['²', '2'],
  ])('keeps %s apart from %s', (a, b) => {
    expect(foldCase(a)).not.toBe(foldCase(b));
  });

  test('is what the uniqueness of userNames is decided by', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string());

    fc.assert(fc.property(text, (anything) => foldCase(anything) === foldUserName(anything)));
  });
});
