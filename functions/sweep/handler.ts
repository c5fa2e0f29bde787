/** The Lambda function that runs every minute and carries out what no schedule carried out in time. */
import { composeSweep } from '#shared/composition/sweep.ts';
import { environments, readEnvironment } from '#shared/config/environment.ts';
import { sweepHandler } from './sweep-handler.ts';

const environment = readEnvironment(environments.sweep, process.env);

export const handler = sweepHandler({
  ...composeSweep(environment),
  patienceSeconds: environment.SWEEP_PATIENCE_SECONDS,
});
