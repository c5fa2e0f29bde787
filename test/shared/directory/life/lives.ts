/** One user in each state of life, for tests that take every function through all of them. */
import type { Cause, User } from '#shared/directory/users/user.ts';
import { samplePendingDeactivation, sampleUser } from '#test/doubles/samples.ts';

export const earlier = '2026-11-23T18:00:00.000Z';
export const due = '2026-11-23T18:15:00.000Z';

export const active = sampleUser();

/** Requested and blocked at 18:00, due at 18:15. */
export const pending = sampleUser({
  life: { state: 'pending', deactivation: samplePendingDeactivation() },
  blocks: { provisioning: earlier },
});

/** Since 18:00; provisioning blocked the user before. */
function deactivated(cause: Cause): User {
  return sampleUser({ life: { state: 'deactivated', at: earlier, cause }, blocks: { provisioning: earlier } });
}

export const deactivatedByProvisioning = deactivated('provisioning');
export const deactivatedByAdministrator = deactivated('administrator');

export const everyLife: readonly (readonly [name: string, user: User])[] = [
  ['active', active],
  ['pending', pending],
  ['deactivated by provisioning', deactivatedByProvisioning],
  ['deactivated by an administrator', deactivatedByAdministrator],
];
