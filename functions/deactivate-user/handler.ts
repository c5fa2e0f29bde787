/** The Lambda function `deactivate-user`: reads its environment once, at start. */
import { environments, readEnvironment } from '#shared/config/environment.ts';

const environment = readEnvironment(environments['deactivate-user'], process.env);

export async function handler(): Promise<never> {
  throw new Error(`${Object.keys(environment).length} settings, and nothing to do with them yet`);
}
