/** The limits of a provider's settings, and how to say that one is passed. */
import { Invalid } from '#shared/directory/errors.ts';
import { getOrganization } from '#shared/directory/organizations/find-organization.ts';
import { defaultOrganizationId } from '#shared/directory/organizations/organization.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { maximumDeactivationDelaySeconds } from './provider.ts';

/** @throws Invalid */
export function requireDisplayName(displayName: string): string {
  const trimmed = displayName.trim();
  if (trimmed.length < 1 || trimmed.length > 100) throw new Invalid('A display name has 1 to 100 characters.');
  return trimmed;
}

/** @throws Invalid unless it is 0 (no delay), or from the deployment's minimum to 30 days */
export function requireDelay({ settings }: Directory, seconds: number): number {
  const minimum = settings.minimumDeactivationDelaySeconds;
  const isAllowed = seconds === 0 || (seconds >= minimum && seconds <= maximumDeactivationDelaySeconds);
  if (!Number.isInteger(seconds) || !isAllowed) {
    throw new Invalid(
      `A deactivation delay is 0, or a whole number of seconds from ${minimum} to ${maximumDeactivationDelaySeconds} (30 days).`,
    );
  }
  return seconds;
}

/** @throws Invalid unless there is such an organization */
export async function requireOrganization(directory: Directory, organizationId: string): Promise<string> {
  const organization = await getOrganization(directory, organizationId);
  if (organization !== undefined) return organization.id;
  throw new Invalid(
    `There is no organization "${organizationId}"; the one that is always there is "${defaultOrganizationId}".`,
  );
}
