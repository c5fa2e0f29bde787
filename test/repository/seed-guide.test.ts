import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './conformance.ts';
import { declaredTests } from './test-titles.ts';

const stepsIn = (name: string) => declaredTests(readFileSync(join(root, 'test/system', name), 'utf8'));

test('every step of the administrator’s guide is taken by the command line and through the API', () => {
  const byCommandLine = stepsIn('seed-guide.test.ts');

  expect(byCommandLine.length).toBeGreaterThan(0);
  expect(stepsIn('seed-guide-api.test.ts')).toEqual(byCommandLine);
});
