/** Joins the adapters for the function that carries one deactivation out: users and their providers are all it needs. */
import type { Environment } from '#shared/config/environment.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { directoryTelemetry } from '#shared/telemetry/directory-telemetry.ts';
import type { Composition } from './composition.ts';
import { deactivations } from './deactivations.ts';
import { onlyPart } from './only-part.ts';
import { system } from './system.ts';

export function composeDeactivateUser(environment: Environment<'deactivate-user'>): Composition {
  const { telemetry, users, providers } = deactivations(environment);
  return {
    telemetry,
    directory: onlyPart<Directory>('directory', {
      ...system,
      users,
      providers,
      telemetry: directoryTelemetry(telemetry),
    }),
  };
}
