/**
 * Keeps account of credentials for administrators, beside the answer and never in its way: when one was used last, and
 * how many were refused.
 */
import { secondsBetween } from '#shared/directory/instant.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { bestEffort } from '#shared/directory/sync-log/best-effort.ts';

/** So often at most an instance writes that a key was used, and that credentials of a provider were refused. */
const usedEverySeconds = 300;
const refusedEverySeconds = 1;

export type CredentialLedger = {
  readonly used: (keyId: string) => Promise<void>;
  /** @param providerId absent when the credential belongs to no provider */
  readonly refused: (providerId: string | undefined, requestId: string) => Promise<void>;
};

/** One for each instance: it remembers what it wrote. What was not written yet when an instance ends is not counted. */
export function credentialLedger(directory: Directory): CredentialLedger {
  const { clock, credentialUse, syncLog } = directory;
  const usedAt = new Map<string, string>();
  const refusals = new Map<string, { count: number; writtenAt?: string }>();
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
      const refusal = refusals.get(providerId ?? '') ?? { count: 0 };
      refusals.set(providerId ?? '', refusal);
      refusal.count += 1;
      if (!isDue(refusal.writtenAt, refusedEverySeconds)) return;
      const at = clock.now();
      const { count } = refusal;
      refusal.count = 0;
      refusal.writtenAt = at;
      const entryId = directory.newId(at);
      await bestEffort(directory, () => syncLog.countRefusedCredentials({ providerId, count, at, entryId, requestId }));
    },
  };
}
