/** The code of every operation of the admin API. */
import type { AdminOperation } from '#shared/http/admin/admin-routes.ts';
import type { Operations } from '#shared/http/admin/operation.ts';
import { deactivationOperations } from './deactivations.ts';
import { logOperations } from './logs.ts';
import { matterOperations } from './matters.ts';
import { openApiOperations } from './open-api.ts';
import { organizationOperations } from './organizations.ts';
import { providerOperations } from './providers.ts';
import { userOperations } from './users.ts';
import { userLifeOperations } from './users-life.ts';
import { userPlacementOperations } from './users-placement.ts';

export const adminOperations: Operations<AdminOperation> = {
  ...providerOperations,
  ...organizationOperations,
  ...userOperations,
  ...userLifeOperations,
  ...userPlacementOperations,
  ...matterOperations,
  ...deactivationOperations,
  ...logOperations,
  ...openApiOperations,
};
