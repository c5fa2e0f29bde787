import { describe, expect, test } from 'vitest';
import { prefers } from '#shared/http/media-type.ts';

describe('text/csv is preferred to JSON', () => {
  test.each(['text/csv', 'TEXT/CSV', 'text/csv, */*', 'text/*', 'application/json;q=0.5, text/csv;q=0.9'])(
    'by %s',
    (accept) => {
      expect(prefers(accept, 'text/csv', 'application/json')).toBe(true);
    },
  );

  test.each([undefined, '', '*/*', 'application/json', 'application/json, text/csv', 'text/csv;q=0', 'text/csv;q=x'])(
    'not by %s',
    (accept) => {
      expect(prefers(accept, 'text/csv', 'application/json')).toBe(false);
    },
  );
});
