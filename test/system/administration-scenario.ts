/** What administrators do over the admin API, for tests of what its function is allowed to do. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { userMessage } from '#shared/http/admin/messages/user.ts';
import type { Client, System } from './system.ts';

type Administration = { readonly system: System; readonly client: Client; readonly patientClient: Client };

const created = z.object({ id: z.string() });
const anything = z.unknown();
const uniqueName = (): string => `${randomUUID()}@example.com`;

export const administrationSteps = {
  'administrators change providers': async ({ system }: Administration) => {
    const { admin } = system;
    const { provider } = await system.addClient();
    const path = ['providers', provider.id];
    await admin.send({ method: 'GET', path: ['providers'] }, anything);
    await admin.send({ method: 'PATCH', path, body: { enabled: false } }, anything);
    await admin.send({ method: 'POST', path: [...path, 'credentials'], body: { overlapSeconds: 0 } }, anything);
    const body = { pendingDeactivations: 'run' };
    await admin.send({ method: 'POST', path: [...path, 'disable'], body }, anything);
    await admin.send({ method: 'DELETE', path, query: { usersBecome: 'local' } }, anything);
  },
  'administrators cancel deactivations, one and many': async ({ system, patientClient }: Administration) => {
    const { admin } = system;
    const id = await patientClient.create({ userName: uniqueName() });
    await patientClient.setActive(id, false);
    await admin.send({ method: 'POST', path: ['users', id, 'cancel-deactivation'] }, userMessage);
    await admin.send({ method: 'GET', path: ['pending-deactivations'] }, anything);
    const body = { dueBefore: '2000-01-01T00:00:00Z' };
    await admin.send({ method: 'POST', path: ['pending-deactivations', 'cancel'], body }, anything);
  },
  'administrators look for users and read logs': async ({ system, client }: Administration) => {
    const { admin } = system;
    const userName = uniqueName();
    const id = await client.create({ userName });
    await admin.send({ method: 'GET', path: ['users'], query: { userName } }, anything);
    await admin.send({ method: 'GET', path: ['users'] }, anything);
    await system.historyOf(id);
    await admin.send({ method: 'GET', path: ['sync-log'] }, anything);
    await admin.send({ method: 'GET', path: ['administrators-log'] }, anything);
  },
  'a user lands in the organization of its provider': async ({ system }: Administration) => {
    const body = { name: 'Sales' };
    const { id: organizationId } = await system.admin.send({ method: 'POST', path: ['organizations'], body }, created);
    const client = await system.addClient({ organizationId });
    await client.create({ userName: uniqueName() });
  },
  'administrators create, move, hold and erase a user': async ({ system }: Administration) => {
    const { admin } = system;
    const user = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: uniqueName() };
    const organization = await admin.send({ method: 'POST', path: ['organizations'], body: { name: 'A' } }, created);
    const matter = await admin.send({ method: 'POST', path: ['matters'], body: { name: 'A case' } }, created);
    const { id } = await admin.send({ method: 'POST', path: ['users'], body: { user } }, created);
    const move = (organizationId: string) =>
      admin.send({ method: 'PUT', path: ['users', id, 'organization'], body: { organizationId } }, anything);
    await move(organization.id);
    await move('default');
    await admin.send({ method: 'DELETE', path: ['organizations', organization.id] }, anything);
    const custodians = ['matters', matter.id, 'custodians'];
    await admin.send({ method: 'POST', path: custodians, body: { userNames: [user.userName] } }, anything);
    await admin.send({ method: 'GET', path: custodians }, anything);
    await admin.send({ method: 'POST', path: ['matters', matter.id, 'close'] }, anything);
    await admin.send({ method: 'POST', path: ['users', id, 'deactivate'] }, anything);
    await admin.send({ method: 'DELETE', path: ['users', id] }, anything);
  },
};
