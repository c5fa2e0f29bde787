/** The Lambda function that a schedule invokes when a deactivation is due. */
import { composeDeactivateUser } from '#shared/composition/deactivate-user.ts';
import { environments, readEnvironment } from '#shared/config/environment.ts';
import { deactivateUserHandler } from './deactivate-user-handler.ts';

const environment = readEnvironment(environments['deactivate-user'], process.env);

export const handler = deactivateUserHandler(composeDeactivateUser(environment));
