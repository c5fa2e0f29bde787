/**
 * The Lambda function that API Gateway asks before each SCIM request whose credential it has not seen within a minute.
 */
import { composeAuthorizer } from '#shared/composition/authorizer.ts';
import { environments, readEnvironment } from '#shared/config/environment.ts';
import { authorizerHandler } from './authorizer-handler.ts';

/** Composed once per instance: a wrong environment ends the function at its start. */
export const handler = authorizerHandler(composeAuthorizer(readEnvironment(environments.authorizer, process.env)));
