/** Every command line of every document is one that the program takes: a renamed option fails here. */
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, CommanderError } from 'commander';
import { expect, test } from 'vitest';
import { createProgram } from '#cli/program.ts';
import { parseStartArguments } from '#infra/local/arguments.ts';
import { commandLines } from './command-lines.ts';
import { shellWords } from './shell-words.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** The change log tells of former ones. */
const documents = globSync('{*.md,docs/**/*.md}', { cwd: root, exclude: ['CHANGELOG.md'] });
const linesOf = (path: string, name: string) => commandLines(readFileSync(resolve(root, path), 'utf8'), name);
const showing = (name: string) => documents.filter((path) => linesOf(path, name).length > 0);

/** What the real definitions say about a command line; nothing is done. */
async function complaintAbout(line: string): Promise<string | undefined> {
  const program = createProgram({
    out: async () => undefined,
    error: () => undefined,
    hasColours: { out: false, error: false },
    environment: {},
    input: process.stdin,
    ending: new AbortController().signal,
    untilInterrupted: () => new AbortController().signal,
  });
  doNothing(program);
  try {
    await program.parseAsync(shellWords(line).slice(1), { from: 'user' });
    return undefined;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? undefined : `${line}: ${error.message}`;
  }
}

function doNothing(command: Command): void {
  if (command.commands.length === 0) command.action(() => undefined);
  command.commands.forEach(doNothing);
}

test.each(showing('reprieve'))('the command line takes every "reprieve …" of %s', async (path) => {
  const complaints = await Promise.all(linesOf(path, 'reprieve').map(complaintAbout));

  expect(complaints.filter((complaint) => complaint !== undefined)).toEqual([]);
});

test.each(showing('npm start'))('the local stack takes every "npm start …" of %s', (path) => {
  for (const line of linesOf(path, 'npm start')) parseStartArguments(shellWords(line).slice(3));
});

test.each([
  ['reprieve providers edit PingOne --deactivation-delai 30m', "unknown option '--deactivation-delai'"],
  ['reprieve providers ad --name PingOne', "unknown command 'ad'"],
  ['reprieve users show', "missing required argument 'user'"],
  ['reprieve sync-log --outcome failed', 'Allowed choices are changed, refused'],
])('%s would be noticed', async (line, complaint) => {
  expect(await complaintAbout(line)).toContain(complaint);
});

test('command lines are found in blocks, with and without a prompt, and in sentences', () => {
  const markdown = [
    '`npx reprieve users show <user>` and `reprieve\nopenapi`, not `reprieve`.',
    '```sh',
    'npx reprieve users create a \\',
    '  --title "The \\"Boss\\""  # a comment',
    '$ reprieve sync-log --csv > log.csv',
    '  reprieve is no command here',
    '```',
  ].join('\n');

  expect(commandLines(markdown, 'reprieve').map(shellWords)).toEqual([
    ['reprieve', 'users', 'create', 'a', '--title', 'The "Boss"'],
    ['reprieve', 'sync-log', '--csv'],
    ['reprieve', 'users', 'show', '<user>'],
    ['reprieve', 'openapi'],
  ]);
});
