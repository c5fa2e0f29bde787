/** The whole contract of the admin API, by operation: with the routes the one source of all that is said about it. */
import * as z from 'zod/mini';
import type { AdminOperation } from '#shared/http/admin/admin-routes.ts';
import { deactivationContract } from './deactivations.ts';
import type { Description } from './description.ts';
import { logContract } from './logs.ts';
import { matterContract } from './matters.ts';
import { organizationContract } from './organizations.ts';
import { providerContract } from './providers.ts';
import { userContract } from './users.ts';
import { userLifeContract } from './users-life.ts';
import { userPlacementContract } from './users-placement.ts';

export const adminContract = {
  ...providerContract,
  ...organizationContract,
  ...userContract,
  ...userLifeContract,
  ...userPlacementContract,
  ...matterContract,
  ...deactivationContract,
  ...logContract,
  openApi: { summary: 'This document', answers: { 200: z.looseObject({ openapi: z.string() }) } },
} as const satisfies { readonly [operation in AdminOperation]: Description };

export type AdminContract = typeof adminContract;
