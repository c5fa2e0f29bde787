/**
 * `npm start` on a folder with no data: ready in time, answers an authorized request, refuses another, and stops on
 * Ctrl-C.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const directory = mkdtempSync(join(tmpdir(), 'reprieve-start-'));
const file = join(directory, 'endpoint.json');
// A terminal sends Ctrl-C to the whole group: this one is a group of its own.
const options = { stdio: 'inherit', detached: true };
const npm = spawn('npm', ['start', '--silent', '--', '--port', '0', '--directory', directory], options);
const ended = new Promise((resolve) => npm.on('exit', resolve));

const deadline = Date.now() + 120_000;
while (!existsSync(file) && npm.exitCode === null && Date.now() < deadline) await sleep(100);
const { baseUrl, bearer } = JSON.parse(readFileSync(file, 'utf8'));
const statusOf = async (token) => {
  const response = await fetch(`${baseUrl}/Users`, { headers: { authorization: `Bearer ${token}` } });
  return response.status;
};
const statuses = [await statusOf(bearer.token), await statusOf('wrong')];

process.kill(-npm.pid, 'SIGINT');
await Promise.race([ended, sleep(10_000).then(() => Promise.reject(new Error('npm start did not stop.')))]);
const isLeft = existsSync(file);
rmSync(directory, { recursive: true, force: true });
if (statuses.join() !== '200,401' || isLeft) {
  throw new Error(`Expected 200 and 401, and no endpoint.json left; got ${statuses}, left: ${isLeft}.`);
}
