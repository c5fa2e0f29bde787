/**
 * `npm run demo`: a PingOne day in half a minute, told step by step: what PingOne sends, and what becomes of the user.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { withoutColours } from '#cli/output.ts';
import { historyTable } from '#cli/text/logs.ts';
import { lifeText } from '#cli/text/users.ts';
import { logMessage } from '#shared/http/admin/messages/log.ts';
import { type UserMessage, userMessage } from '#shared/http/admin/messages/user.ts';
import { type LocalStack, startLocalStack } from './local-stack.ts';

/** Long enough to act in between, short enough to watch. */
const delaySeconds = 6;

/** How long the demo waits for what a schedule does; the sweep would be there by then. */
const patienceMilliseconds = 180_000;

const userName = 'jane.doe@example.com';

const jane = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName,
  name: { givenName: 'Jane', familyName: 'Doe' },
  title: 'Engineer',
  emails: [{ type: 'work', value: userName, primary: true }],
  active: true,
};

const promoted = { ...jane, title: 'Principal Engineer' };

const answerSchema = z.looseObject({ id: z.string().optional(), totalResults: z.number().optional() });

const write = (line = ''): void => {
  process.stdout.write(`${line}\n`);
};

let steps = 0;

await main();

async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'reprieve-demo-'));
  const stack = await startLocalStack({ directory, log: write, deactivationDelaySeconds: delaySeconds });
  try {
    write(`A PingOne day on the local stack. Deactivations wait ${delaySeconds} s here, 15 minutes by default.`);
    await play(stack);
  } finally {
    await stack.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function play(stack: LocalStack): Promise<void> {
  const send = pingOne(stack);
  const filter = `username Eq "${userName}"`;
  step('PingOne looks for Jane');
  await send('GET', `/Users?filter=${encodeURIComponent(filter)}`);

  step('She is not there: PingOne creates her');
  const { id = '' } = await send('POST', '/Users', jane);
  await show(stack, id);

  step('She is promoted: PingOne updates her by PUT');
  await send('PUT', `/Users/${id}`, promoted);

  step('She is taken out of the group by mistake: PingOne disables her');
  await send('PUT', `/Users/${id}`, { ...promoted, active: false });
  await show(stack, id);

  step('Somebody notices in time: PingOne enables her again');
  await sleep(2000);
  await send('PUT', `/Users/${id}`, promoted);
  await show(stack, id);

  step('She leaves: PingOne disables her again, and nobody objects');
  await send('PUT', `/Users/${id}`, { ...promoted, active: false });
  await show(stack, id);
  await untilDeactivated(stack, id);
  await show(stack, id);

  step('Her history');
  const path = ['users', id, 'history'];
  const { entries } = await stack.admin.send({ method: 'GET', path }, logMessage);
  write(withoutColours(historyTable(entries)).replaceAll(/^/gm, '   '));
}

/** Sends as PingOne's client does, and shows request and answer. */
function pingOne({ endpoint }: LocalStack) {
  const { username, password } = endpoint.basic;
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  return async (method: string, path: string, resource?: object): Promise<z.infer<typeof answerSchema>> => {
    const response = await fetch(`${endpoint.baseUrl}${path}`, {
      method,
      headers: { authorization, accept: 'application/scim+json', 'content-type': 'application/scim+json' },
      ...(resource && { body: JSON.stringify(resource) }),
    });
    const answer = answerSchema.parse(await response.json());
    const found = answer.totalResults === undefined ? '' : `, ${answer.totalResults} found`;
    write(`   ${method} ${decodeURIComponent(path)} → ${response.status}${found}`);
    if (!response.ok) throw new Error(`PingOne was refused: ${JSON.stringify(answer)}`);
    return answer;
  };
}

function step(title: string): void {
  steps += 1;
  write(`\n${steps}. ${title}`);
}

async function show(stack: LocalStack, userId: string): Promise<void> {
  const user = await getUser(stack, userId);
  const blocked = user.blocks.provisioning === undefined ? 'not blocked' : 'blocked';
  write(`   Jane is ${lifeText(user.life)}; ${blocked}.`);
}

async function untilDeactivated(stack: LocalStack, userId: string): Promise<void> {
  write('   …');
  const deadline = Date.now() + patienceMilliseconds;
  while ((await getUser(stack, userId)).life.state !== 'deactivated') {
    if (Date.now() > deadline) throw new Error('The deactivation was not carried out.');
    await sleep(200);
  }
}

function getUser({ admin }: LocalStack, userId: string): Promise<UserMessage> {
  return admin.send({ method: 'GET', path: ['users', userId] }, userMessage);
}
