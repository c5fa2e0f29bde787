/** PingOne, and somebody who copies into it what the command line has shown. */
import * as z from 'zod';

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

/** With the user name and password that a box shows. */
export const basic = (box: string) =>
  pingOne(
    field(box, 'Base URL'),
    `Basic ${Buffer.from(`${field(box, 'User name')}:${field(box, 'Password')}`).toString('base64')}`,
  );
