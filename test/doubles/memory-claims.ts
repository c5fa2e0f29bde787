/** When credentials were used, and idempotency keys that are claimed, in memory. */
import { secondsBetween } from '#shared/directory/instant.ts';
import type { CredentialUse, IdempotencyClaim, IdempotencyKeys } from '#shared/directory/stores.ts';
import { type Hooked, withCallHooks } from './call-hooks.ts';

export function memoryCredentialUse(): Hooked<CredentialUse> {
  const lastUsed = new Map<string, string>();
  return withCallHooks<CredentialUse>({
    record: async (keyId, at) => void lastUsed.set(keyId, at),
    lastUsed: async (keyIds) => new Map([...lastUsed].filter(([keyId]) => keyIds.includes(keyId))),
  });
}

export function memoryIdempotencyKeys(): Hooked<IdempotencyKeys> {
  const claims = new Map<string, IdempotencyClaim & { readonly at: string }>();
  return withCallHooks<IdempotencyKeys>({
    claim: async ({ administratorId, idempotencyKey }, claim, now) => {
      const name = JSON.stringify([administratorId, idempotencyKey]);
      const earlier = claims.get(name);
      if (earlier !== undefined && secondsBetween(earlier.at, now) < 24 * 60 * 60) {
        return { resourceId: earlier.resourceId, fingerprint: earlier.fingerprint };
      }
      claims.set(name, { ...claim, at: now });
      return claim;
    },
  });
}
