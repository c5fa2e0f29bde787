/** The events of a user's life by name: which use case each one runs, as one process. */
import {
  blockUser,
  cancelPendingDeactivation,
  carryOutUserDeactivation,
  deactivateUser,
  reactivateUser,
  unblockUser,
} from '#shared/directory/administration/change-life.ts';
import { makeUserLocal, moveUser, openUserToProvisioning } from '#shared/directory/administration/change-placement.ts';
import { eraseUser } from '#shared/directory/administration/erase-user.ts';
import { carryOutDeactivation } from '#shared/directory/deactivations/carry-out-deactivation.ts';
import { sweepDeactivations } from '#shared/directory/deactivations/sweep-deactivations.ts';
import { closeMatter } from '#shared/directory/matters/close-matter.ts';
import { placeLegalHold, releaseLegalHold } from '#shared/directory/matters/legal-hold.ts';
import { disableProvider } from '#shared/directory/providers/disable-provider.ts';
import { editProvider, type ProviderSettings } from '#shared/directory/providers/edit-provider.ts';
import { removeProvider } from '#shared/directory/providers/remove-provider.ts';
import { createUser } from '#shared/directory/provisioning/create-user.ts';
import { deleteUser } from '#shared/directory/provisioning/delete-user.ts';
import { patchUser } from '#shared/directory/provisioning/patch-user.ts';
import { replaceUser } from '#shared/directory/provisioning/replace-user.ts';
import { administrator } from '#test/shared/directory/administration/administration.ts';
import type { Asks, SimulatedEvent } from './event.ts';
import { matterId, otherOrganizationId, otherProviderId } from './states.ts';

const scimTimeoutSeconds = 15;
const adminTimeoutSeconds = 15;

/** Of an administrator's request that changes many users. */
const budgetSeconds = 8;

/** How late a deactivation is before the sweep takes it from its schedule. */
const patienceSeconds = 90;

export const scheduleFires: SimulatedEvent = {
  name: 'schedule fires',
  by: 'platform',
  // Never by the scheduler itself, but an event may come at any moment.
  mayFail: 'The deactivation is due in',
  timeoutSeconds: 90,
  run: (directory, { userId, deactivationId, client }) =>
    carryOutDeactivation(directory, { userId, deactivationId, requestId: client.requestId }),
};

export const sweep: SimulatedEvent = {
  name: 'sweep',
  by: 'platform',
  timeoutSeconds: 55,
  run: (directory, { client }) => sweepDeactivations(directory, { requestId: client.requestId, patienceSeconds }),
};

function scim(name: string, asks: Asks | undefined, run: SimulatedEvent['run']): SimulatedEvent {
  return { name, by: 'provider', ...(asks !== undefined && { asks }), timeoutSeconds: scimTimeoutSeconds, run };
}

function admin(name: string, asks: Asks | undefined, run: SimulatedEvent['run']): SimulatedEvent {
  return { name, by: 'administrator', ...(asks !== undefined && { asks }), timeoutSeconds: adminTimeoutSeconds, run };
}

function settings(name: string, changes: ProviderSettings): SimulatedEvent {
  return admin(name, undefined, (directory, { client }) =>
    editProvider(directory, { administrator, providerId: client.providerId, settings: changes }),
  );
}

const activeBody = (value: boolean) => ({ Operations: [{ op: 'replace', path: 'active', value }] });

function patchActive(value: boolean): SimulatedEvent['run'] {
  const body = activeBody(value);
  return (directory, { client, userId }) => patchUser(directory, { client, userId, body });
}

const byOtherProvider: readonly SimulatedEvent[] = [
  scim('other provider: patch inactive', 'inactive', (directory, { otherClient, userId }) =>
    patchUser(directory, { client: otherClient, userId, body: activeBody(false) }),
  ),
  scim('other provider: patch active', 'active', (directory, { otherClient, userId }) =>
    patchUser(directory, { client: otherClient, userId, body: activeBody(true) }),
  ),
];

const byAdministrators: readonly SimulatedEvent[] = [
  admin('deactivate', 'inactive', deactivateUser),
  admin('reactivate', 'active', reactivateUser),
  admin('cancel', 'active', cancelPendingDeactivation),
  { ...admin('carry out now', 'inactive', carryOutUserDeactivation), carriesOut: true },
  admin('block', undefined, blockUser),
  admin('unblock', undefined, unblockUser),
  admin('move', undefined, (directory, target) =>
    moveUser(directory, { ...target, organizationId: otherOrganizationId }),
  ),
  admin('open to provisioning', undefined, (directory, target) =>
    openUserToProvisioning(directory, { ...target, providerId: otherProviderId }),
  ),
  admin('make local', undefined, makeUserLocal),
  admin('erase', undefined, eraseUser),
  admin('hold placed', undefined, (directory, target) => placeLegalHold(directory, { ...target, matterId })),
  admin('hold released', undefined, (directory, target) => releaseLegalHold(directory, { ...target, matterId })),
  admin('matter closed', undefined, (directory, target) =>
    closeMatter(directory, { ...target, matterId, budgetSeconds }),
  ),
  {
    ...admin('provider disabled (cancel)', undefined, (directory, { administrator, client }) =>
      disableProvider(directory, {
        administrator,
        providerId: client.providerId,
        pendingDeactivations: 'cancel',
        budgetSeconds,
      }),
    ),
    cancels: true,
  },
  admin('provider removed (local)', undefined, (directory, { administrator, client: { providerId } }) =>
    removeProvider(directory, { administrator, providerId, usersBecome: { become: 'local' }, budgetSeconds }),
  ),
  admin('provider removed (transfer)', undefined, (directory, { administrator, client: { providerId } }) =>
    removeProvider(directory, {
      administrator,
      providerId,
      usersBecome: { become: 'transferred', toProviderId: otherProviderId },
      budgetSeconds,
    }),
  ),
];

/** What a client, an administrator or the platform may do at any moment. */
export const events: readonly SimulatedEvent[] = [
  scim('create', 'active', (directory, { client, userName }) =>
    createUser(directory, { client, body: { userName, title: 'Created' } }),
  ),
  scim('create another', 'active', (directory, { client, userName }) =>
    createUser(directory, { client, body: { userName, externalId: client.requestId } }),
  ),
  scim('create inactive', undefined, (directory, { client, userName }) =>
    createUser(directory, { client, body: { userName, active: false } }),
  ),
  scim('replace', undefined, (directory, { client, userId, userName }) =>
    replaceUser(directory, { client, userId, body: { userName, title: client.requestId } }),
  ),
  scim('replace inactive', 'inactive', (directory, { client, userId, userName }) =>
    replaceUser(directory, { client, userId, body: { userName, active: false } }),
  ),
  scim('replace active', 'active', (directory, { client, userId, userName }) =>
    replaceUser(directory, { client, userId, body: { userName, active: true } }),
  ),
  scim('patch inactive', 'inactive', patchActive(false)),
  scim('patch active', 'active', patchActive(true)),
  scim('delete', 'inactive', (directory, { client, userId }) => deleteUser(directory, { client, userId })),
  scim('rename', undefined, (directory, { client, userId, otherName }) =>
    patchUser(directory, {
      client,
      userId,
      body: { Operations: [{ op: 'replace', path: 'userName', value: otherName }] },
    }),
  ),
  settings('delay becomes 0', { deactivationDelaySeconds: 0 }),
  settings('delay becomes 90', { deactivationDelaySeconds: 90 }),
  settings('provider disabled', { enabled: false }),
  settings('provider enabled', { enabled: true }),
  ...byOtherProvider,
  ...byAdministrators,
  scheduleFires,
  sweep,
];
