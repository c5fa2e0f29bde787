import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { showsColours } from '#cli/output.ts';
import { askOn } from '#cli/terminal.ts';
import { startStack } from './command-line.ts';
import { organizations } from './samples.ts';

describe('a question', () => {
  const asked = async (typed: string, isOver = false) => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const answer = askOn(input, output, 'Sure? ');
    input.write(typed);
    if (isOver) input.end();
    return { answer: await answer, shown: output.read()?.toString() };
  };

  test('is answered by a line', async () => {
    expect(await asked('yes\nno\n')).toEqual({ answer: 'yes', shown: 'Sure? ' });
  });

  test('that nobody answers has an empty answer', async () => {
    expect(await asked('', true)).toEqual({ answer: '', shown: 'Sure? \n' });
  });
});

describe('colours', () => {
  test('are shown where the answer is shown with them, and never in JSON', async () => {
    const colourful = { hasColours: { out: true, error: true } };
    const { run } = await startStack({ 'GET /organizations?limit=100': organizations }, colourful);

    expect((await run('organizations', 'list')).out).toContain('\u001b[1mID\u001b[22m ');
    expect((await run('organizations', 'show', 'x')).error).toContain('\u001b[31mThere is no organization');
    expect((await run('organizations', '--help')).out).toContain('\u001b[1mUsage:');
    expect((await run('organizations', 'list', '--json')).out).not.toContain('\u001b');
  });

  test('are not shown elsewhere', async () => {
    const { run, runAsked } = await startStack({ 'GET /organizations?limit=100': organizations });

    const outcomes = [
      await run('organizations', 'list'),
      await run('organizations', 'show', 'x'),
      await run('organizations', '--help'),
      await runAsked('n', 'organizations', 'remove', 'Engineering'),
    ];

    expect(JSON.stringify(outcomes)).not.toContain('\\u001b');
  });

  test('are not for what is no terminal', () => {
    expect(showsColours(new PassThrough())).toBe(false);
  });
});

test('a process whose standard input is no terminal asks nothing', { timeout: 30_000 }, async () => {
  const script = `import { processTerminal } from '#cli/terminal.ts';
    const { ask, hasColours } = processTerminal(() => {});
    console.log(JSON.stringify({ asks: ask !== undefined, hasColours }));`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    env: { PATH: process.env.PATH ?? '' },
  });

  const [out] = await Promise.all([text(child.stdout), once(child, 'exit')]);

  expect(JSON.parse(out)).toEqual({ asks: false, hasColours: { out: false, error: false } });
});
