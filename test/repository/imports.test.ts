import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const command = [join(root, 'node_modules/.bin/depcruise'), '--config', '.dependency-cruiser.mjs'];

let copy: string;
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'reprieve-imports-'));
  for (const file of ['.dependency-cruiser.mjs', 'package.json', 'tsconfig.json'])
    cpSync(join(root, file), join(copy, file));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});
afterEach(() => rmSync(copy, { recursive: true, force: true }));

function plant(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), text);
  }
}

function check(): { status: number | null; output: string } {
  const { status, stdout } = spawnSync(process.execPath, [...command, 'shared'], { cwd: copy, encoding: 'utf8' });
  return { status, output: stdout };
}

describe('the check of the direction of imports', () => {
  const directory = { 'shared/directory/users/user.ts': 'export type User = string;\nexport const user = 1;\n' };

  test.each([
    ['a value', "import { user } from '#shared/directory/users/user.ts';\nexport const seen = user;\n"],
    ['a type', "import type { User } from '#shared/directory/users/user.ts';\nexport type Seen = User;\n"],
    ['a module, later', "export const load = () => import('#shared/directory/users/user.ts');\n"],
  ])('finds %s imported against it', (_, text) => {
    plant({ ...directory, 'shared/scim/planted.ts': text });

    const { status, output } = check();

    expect(output).toContain('imports-of-scim: shared/scim/planted.ts → shared/directory/users/user.ts');
    expect(status).not.toBe(0);
  });

  test('finds a package that the protocol may not use, and a clock', () => {
    plant({
      'shared/scim/planted.ts':
        "import { ulid } from 'ulid';\nimport { setTimeout } from 'node:timers';\nexport const seen = [ulid, setTimeout];\n",
    });

    const { output } = check();

    expect(output).toContain('packages-of-scim');
    expect(output).toContain('directory-has-no-clock-and-no-network');
  });

  test('finds nothing where all is well', () => {
    plant({
      ...directory,
      'shared/storage/item.ts': "import { user } from '#shared/directory/users/user.ts';\nexport const item = user;\n",
    });

    expect(check()).toMatchObject({
      status: 0,
      output: expect.stringContaining('no dependency violations found (2 modules'),
    });
  });
});
