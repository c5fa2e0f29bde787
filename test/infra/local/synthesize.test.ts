/** Synthesizing once for the same sources. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { synthesize } from '#infra/local/synthesize.ts';

test('the same sources are synthesized once, even when two ask for it at the same time', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'reprieve-'));
  const log: string[] = [];
  const ask = () => synthesize(directory, (line) => log.push(line));

  const results = [...(await Promise.all([ask(), ask()])), await ask()];

  expect(new Set(results).size).toBe(1);
  expect(existsSync(join(results[0] ?? '', 'Reprieve.template.json'))).toBe(true);
  expect(log).toEqual(['Building the functions and synthesizing the stack …']);
  rmSync(directory, { recursive: true });
});
