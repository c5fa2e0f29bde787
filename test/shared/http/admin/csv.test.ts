import { describe, expect, test } from 'vitest';
import { csvText } from '#shared/http/admin/csv.ts';

describe('CSV', () => {
  test('ends each row with CRLF, and quotes what has commas, quotes or line breaks (RFC 4180 §2)', () => {
    expect(
      csvText([
        ['a', 'b,c', 'say "d"'],
        ['e\r\nf', '', 'g'],
      ]),
    ).toBe('a,"b,c","say ""d"""\r\n"e\r\nf",,g\r\n');
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('keeps %j from being a formula', (value) => {
    expect(csvText([[value]]).replace(/^"/, '')).toMatch(/^'/);
  });

  test('quotes a formula that has a comma, too', () => {
    expect(csvText([['=HYPERLINK("http://x","y")']])).toBe('"\'=HYPERLINK(""http://x"",""y"")"\r\n');
  });
});
