import { afterAll, beforeAll, describe, test } from 'vitest';
import { replay, type Send, type Story, stories } from '#test/fixtures/clients/exchanges.ts';
import { type Client, type System, startSystem } from './system.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

/** userNames are unique over the deployment: each story plays in a domain of its own. */
function inOwnDomain(story: Story, client: string): Story {
  const text = JSON.stringify(story).replaceAll(/example\.com|okta\.local/gi, `${client}-${story.name}.example`);
  return JSON.parse(text);
}

function sendAs({ authorization }: Client): Send {
  return async ({ method, path, headers, body }) => {
    const url = `${system.stack.scimBaseUrl}${path}`;
    const response = await fetch(url, { method, headers: { ...headers, authorization }, ...(body && { body }) });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
}

describe.each(['pingone', 'entra', 'okta'] as const)('%s on the local stack', (client) => {
  test.each(stories(client))('$name: $title', async (story) => {
    const sender = sendAs(await system.addClient({ deactivationDelaySeconds: 900 }));

    await replay(inOwnDomain(story, client), system.stack.scimBaseUrl, sender);
  });
});
