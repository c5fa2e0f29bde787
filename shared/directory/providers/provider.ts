/** A provisioning provider: one configured SCIM client, its credentials and its settings. */
import type { Instant } from '#shared/directory/instant.ts';

/** `api-credentials`: HTTP Basic, user name and password. `oauth-token`: a bearer token. */
export type CredentialType = 'api-credentials' | 'oauth-token';

export type Credential = {
  /** Public part: the Basic user name, and the first part of the bearer token. Starts with the provider's id. */
  readonly keyId: string;
  /** SHA-256 of the 256-bit random secret, base64url. */
  readonly secretHash: string;
  readonly createdAt: Instant;
  /** Refused from this instant on; absent: until rotated away. */
  readonly expiresAt?: Instant;
};

/** `lenient` accepts what clients get wrong; `strict` answers it with the error that RFC 7644 names. */
export type Strictness = 'lenient' | 'strict';

export type Provider = {
  /** ULID. */
  readonly id: string;
  /** 1 at creation, one more with every change. */
  readonly version: number;
  readonly displayName: string;
  readonly enabled: boolean;
  readonly credentialType: CredentialType;
  /** Newest first, at most two. */
  readonly credentials: readonly Credential[];
  /** 0, or from the deployment's minimum (60) to 2,592,000 (30 days). */
  readonly deactivationDelaySeconds: number;
  /** Where new users of this provider land. */
  readonly organizationId: string;
  /** Roles are given by administrators only. */
  readonly roleMapping: 'manual';
  readonly strictness: Strictness;
  /** What PUT does with an attribute that the client leaves out: clear it (RFC 7644 §3.5.1), or keep it. */
  readonly putSemantics: 'replace' | 'merge';
  /** Set when it was disabled so that its pending deactivations are cancelled, until that is done. */
  readonly cancelling?: Settlement;
  /** Set when it is to be removed, until what becomes of its users has come to pass and the provider is gone. */
  readonly removal?: Settlement & { readonly usersBecome: UsersBecome };
  readonly createdAt: Instant;
  readonly lastModifiedAt: Instant;
};

/** Who decided on something that takes more than one change, and when. */
export type Settlement = { readonly since: Instant; readonly administratorId: string; readonly requestId: string };

/** What is kept of a provider that is gone, so that its entries in the Sync Log can be told. */
export type RemovedProvider = { readonly id: string; readonly displayName: string; readonly removedAt: Instant };

/** What becomes of the users of a provider that is removed. */
export type UsersBecome =
  | { readonly become: 'local' }
  | { readonly become: 'transferred'; readonly toProviderId: string };

/** 15 minutes. */
export const defaultDeactivationDelaySeconds = 900;

/** 30 days. */
export const maximumDeactivationDelaySeconds = 30 * 24 * 60 * 60;

/** Whether `credential` is accepted at `now`. */
export function isLive(credential: Credential, now: Instant): boolean {
  return credential.expiresAt === undefined || now < credential.expiresAt;
}

/** Its pending deactivations are to be cancelled, and none of them may come true meanwhile. */
export function isCancelling(provider: Provider | undefined): boolean {
  return provider?.cancelling !== undefined;
}

/** Something of it is still to be settled, change by change. */
export function isUnsettled({ cancelling, removal }: Provider): boolean {
  return cancelling !== undefined || removal !== undefined;
}
