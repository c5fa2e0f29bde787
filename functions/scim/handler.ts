/** The Lambda function behind the SCIM API: answers every SCIM request. */
import { composeScim } from '#shared/composition/scim.ts';
import { environments, readEnvironment } from '#shared/config/environment.ts';
import { scimHandler } from '#shared/http/scim/scim-handler.ts';

/** Composed once per instance: a wrong environment ends the function at its start, not in the middle of a request. */
export const handler = scimHandler(composeScim(readEnvironment(environments.scim, process.env)));
