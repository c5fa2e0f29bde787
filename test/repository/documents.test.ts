import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const files = (pattern: string) => globSync(pattern, { cwd: root });

test.each(files('{*.md,docs/**/*.md}'))('every link of %s leads to a file', (path) => {
  const links = [...readFileSync(resolve(root, path), 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)];

  const broken = links
    .map(([, target = '']) => target)
    .filter((target) => !existsSync(resolve(root, dirname(path), target)));

  expect(broken).toEqual([]);
});

test('every story of a client is in docs/clients.md', () => {
  const document = readFileSync(resolve(root, 'docs/clients.md'), 'utf8');

  const missing = files('test/fixtures/clients/*.json').filter((path) => !document.includes(`../${path}`));

  expect(missing).toEqual([]);
});

test.each(['README.md', 'CONTRIBUTING.md'])('every npm script that %s names exists', (path) => {
  const { scripts } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));
  const named = [...readFileSync(resolve(root, path), 'utf8').matchAll(/npm (?:run (?:--silent )?)?([\w:-]+)/g)];

  const unknown = named
    .map(([, name = '']) => name)
    .filter((name) => !(name in scripts) && !['ci', 'scripts'].includes(name));

  expect(unknown).toEqual([]);
});
