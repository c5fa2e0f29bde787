/** The guides for administrators, followed to the letter: what they show is what is printed, but for ids, instants and secrets. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { run } from '#test/cli/command-line.ts';
import { shellWords } from '#test/repository/shell-words.ts';
import { basic, field } from './ping-one.ts';
import { type System, startSystem } from './system.ts';
import { isSame, replayed } from './transcript.ts';

test.each(['pingone', 'administration'])('docs/%s.md shows what is printed (-u writes what is)', async (name) => {
  const system = await startSystem();
  onTestFinished(() => system.stop());
  const path = join(import.meta.dirname, `../../docs/${name}.md`);

  await expect(await replayed(readFileSync(path, 'utf8'), reader(system))).toMatchFileSnapshot(path);
});

test('only ids, instants and secrets may differ, and what is left out', () => {
  const printed = 'ID      01M89R9E8ZNPND15CZC6PVMT5Y\nState   active\nRoles   none';

  expect(isSame(printed, 'ID  01M8…77SW\nState   active\nRoles   none')).toBe(true);
  expect(isSame(printed, '…\nState   active\n…')).toBe(true);
  expect(isSame(printed, '…\nState   blocked\n…')).toBe(false);
  expect(isSame(printed, 'ID  01M8…77SW\nState   active')).toBe(false);
  expect(isSame(printed, '')).toBe(false);
});

/** Somebody who does what a guide says, and PingOne, set up with the first user name and password that are shown. */
function reader({ directory }: System) {
  const folder = mkdtempSync(join(tmpdir(), 'reprieve-guide-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  let box: string | undefined;
  let userUrl: string | undefined;
  const client = () => basic(box ?? 'nothing yet');
  const people = new Map<string, { readonly id: string; readonly attributes: object }>();

  const reprieve = async (line: string) => {
    const words = shellWords(line).slice(2);
    const args = words.map((word, index) => (words[index - 1] === '--file' ? join(folder, word) : word));
    const { out, error } = await run(['--directory', directory, ...args], {
      untilInterrupted: () => AbortSignal.timeout(1000),
    });
    if (out.includes('│ Password ')) box ??= out;
    return / > \S+$/.test(line) ? error : out + error;
  };
  const curl = async (line: string) => {
    const [baseUrl, userName, password] = ['Base URL', 'User name', 'Password'].map((label) => field(box ?? '', label));
    const env = {
      PATH: process.env.PATH,
      BASE_URL: baseUrl,
      CREDENTIAL: `${userName}:${password}`,
      USER_URL: userUrl,
    };
    const { stdout } = await promisify(execFile)('sh', ['-c', line], { env, cwd: folder });
    userUrl ??= /"location":"([^"]+)"/.exec(stdout)?.[1];
    return stdout;
  };
  const put = async (userName: string, changes: object) => {
    const { id, attributes } = people.get(userName) ?? { id: 'nobody', attributes: {} };
    const changed = { ...attributes, ...changes };
    people.set(userName, { id, attributes: changed });
    expect(await client().send('PUT', `/Users/${id}`, changed)).toMatchObject({ status: 200 });
  };

  return {
    command: async (line: string, documented: string) => {
      if (line.startsWith('npx reprieve ')) return settled(() => reprieve(line), line, documented);
      if (line.startsWith('curl ')) return curl(line);
      const [, file] = /^cat ([\w.-]+)$/.exec(line) ?? [];
      if (file === undefined) throw new Error(`Nobody knows how to replay "${line}".`);
      writeFileSync(join(folder, file), `${documented}\n`);
      return documented;
    },
    pingOne: async (sentence: string) => {
      const [, verb = ''] = /^PingOne (\w+) /.exec(sentence) ?? [];
      for (const [, givenName, familyName, userName = ''] of sentence.matchAll(
        /(?:(\w+) (\w+) )?\(?([\w.]+@[\w.]+\w)/g,
      )) {
        const [, title = 'Analyst'] = /job title .+ to (\w+)/.exec(sentence) ?? [];
        const attributes = attributesOf(userName, { givenName, familyName });
        if (verb === 'creates') {
          people.set(userName, { id: await client().create(attributes), attributes });
        } else if (verb === 'changes') await put(userName, { title });
        else if (verb === 'disables' || verb === 'enables') await put(userName, { active: verb === 'enables' });
        else if (verb === 'tries') await client().send('POST', '/Users', attributes);
        else throw new Error(`Nobody knows how to replay "${sentence}".`);
      }
    },
  };
}

function attributesOf(userName: string, name: object): object {
  const emails = [{ type: 'work', value: userName, primary: true }];
  return { userName, externalId: userName.replace(/@.*/, '-7f3a'), name, emails, title: 'Analyst', active: true };
}

/** What is read is asked for again for a while: lists and logs lag a little. */
async function settled(print: () => Promise<string>, line: string, documented: string): Promise<string> {
  const isRead = /^npx reprieve (\S+-log|\S+ (list|search|show|history))|--dry-run/.test(line);
  let printed = await print();
  for (let left = 8; isRead && left > 0 && !isSame(printed, documented); left -= 1) {
    await sleep(250);
    printed = await print();
  }
  return printed;
}
