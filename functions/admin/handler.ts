/** The Lambda function behind the admin API. */
import { composeAdmin } from '#shared/composition/admin.ts';
import { environments, readEnvironment } from '#shared/config/environment.ts';
import { adminHandler } from '#shared/http/admin/admin-handler.ts';

/** Composed once per instance: a wrong environment ends the function at its start. */
export const handler = adminHandler(composeAdmin(readEnvironment(environments.admin, process.env)));
