/** PingOne, and somebody who copies into it what an administrator was shown. */
import * as z from 'zod';
import type { ConnectionMessage } from '#shared/http/admin/messages/provider.ts';
import { stories } from '#test/fixtures/clients/exchanges.ts';

/** A user as PingOne AD Connect maps it: step 5.9 of the guide. */
export const mapped = z
  .looseObject({ userName: z.string() })
  .parse(stories('pingone').find(({ name }) => name === 'ad-connect-attributes')?.exchanges[1]?.request.body);

/** The value beside a label. */
export function field(text: string, label: string): string {
  return new RegExp(`^[│ ]*${label} {2,}(.*?)[ │]*$`, 'm').exec(text)?.[1] ?? `no ${label} in: ${text}`;
}

/** PingOne, set up with what was copied from the dialog. */
export function pingOne(baseUrl: string, authorization: string) {
  const scimUser = z.looseObject({ id: z.string().optional(), active: z.boolean().optional() });
  const send = async (method: string, path: string, content?: object) => {
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: { authorization, ...(content && { 'content-type': 'application/scim+json' }) },
      ...(content && { body: JSON.stringify(content) }),
    });
    return { status: response.status, body: scimUser.parse(JSON.parse((await response.text()) || '{}')) };
  };
  return {
    send,
    create: async (user: object) => z.object({ id: z.string() }).parse((await send('POST', '/Users', user)).body).id,
    lookUp: (userName: string) => send('GET', `/Users?filter=${encodeURIComponent(`username Eq "${userName}"`)}`),
  };
}

/** Everything that PingOne may try with a user that is not its own; creating it comes first. */
export async function tryAll(
  client: ReturnType<typeof pingOne>,
  { id, userName }: { readonly id: string; readonly userName: string },
) {
  const created = await client.send('POST', '/Users', { ...mapped, userName });
  const path = `/Users/${id}`;
  const others = [
    await client.send('PUT', path, { ...mapped, userName }),
    await client.send('DELETE', path),
    await client.send('GET', path),
  ];
  return { created, others };
}

/** With the user name and password that a box shows. */
export const basic = (box: string) =>
  pingOne(field(box, 'Base URL'), basicCredential(field(box, 'User name'), field(box, 'Password')));

/** With what the admin API answered. */
export const connected = ({ baseUrl, basic: pair, bearer }: ConnectionMessage) =>
  pingOne(baseUrl, pair ? basicCredential(pair.username, pair.password) : `Bearer ${bearer?.token}`);

/** RFC 7617 */
function basicCredential(userName: string, password: string): string {
  return `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}`;
}
