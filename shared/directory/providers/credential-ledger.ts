/**
 * Keeps account of credentials for administrators, beside the answer and never in its way: when one was used last, and
 * how many were refused.
 */
import { type Instant, secondsBetween } from '#shared/directory/instant.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { bestEffort } from '#shared/directory/sync-log/best-effort.ts';

/** So often at most an instance writes that a key was used. */
const usedEverySeconds = 300;

/**
 * So many refused credentials of a provider an instance writes at once, each by itself; one more is written a second.
 * What is refused beyond that is counted, and goes with the next one that is written: a few are counted to the last, and
 * a flood makes few writes.
 */
const burst = 10;
const perSecond = 1;

export type CredentialLedger = {
  readonly used: (keyId: string) => Promise<void>;
  /** @param providerId absent when the credential belongs to no provider */
  readonly refused: (providerId: string | undefined, requestId: string) => Promise<void>;
};

/** Of one provider, or of none: a token bucket, and what was refused while it was empty. */
type Refusals = { readonly unwritten: number; readonly writesLeft: number; readonly at: Instant };

/** One for each instance: it remembers what it wrote. What was not written yet when an instance ends is not counted. */
export function credentialLedger(directory: Directory): CredentialLedger {
  const { clock, credentialUse, syncLog } = directory;
  const usedAt = new Map<string, string>();
  const refusals = new Map<string | undefined, Refusals>();
  const isDue = (lastAt: string | undefined, seconds: number) =>
    lastAt === undefined || secondsBetween(lastAt, clock.now()) >= seconds;
  return {
    used: async (keyId) => {
      if (!isDue(usedAt.get(keyId), usedEverySeconds)) return;
      const at = clock.now();
      usedAt.set(keyId, at);
      await bestEffort(directory, () => credentialUse.record(keyId, at));
    },
    refused: async (providerId, requestId) => {
      const at = clock.now();
      const before = refusals.get(providerId) ?? { unwritten: 0, writesLeft: burst, at };
      const writesLeft = Math.min(before.writesLeft + secondsBetween(before.at, at) * perSecond, burst);
      const count = before.unwritten + 1;
      const isWritten = writesLeft >= 1;
      const after = isWritten ? { unwritten: 0, writesLeft: writesLeft - 1 } : { unwritten: count, writesLeft };
      refusals.set(providerId, { ...after, at });
      if (!isWritten) return;
      const entryId = directory.newId(at);
      await bestEffort(directory, () => syncLog.countRefusedCredentials({ providerId, count, at, entryId, requestId }));
    },
  };
}
