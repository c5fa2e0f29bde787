/** The limits of a provider's settings, and how to say that one is passed. */
import { Invalid } from '#shared/directory/errors.ts';
import { type Instant, instantOf } from '#shared/directory/instant.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { maximumDeactivationDelaySeconds } from './provider.ts';

/** @throws Invalid unless it is an instant that is still to come */
export function requireExpiry({ clock }: Directory, expiresAt: Instant): Instant {
  const milliseconds = Date.parse(expiresAt);
  if (Number.isNaN(milliseconds) || instantOf(milliseconds) <= clock.now()) {
    throw new Invalid('A credential expires at an instant to come, such as 2030-01-31T00:00:00Z.');
  }
  return instantOf(milliseconds);
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
