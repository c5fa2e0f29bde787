/** A matter: the legal case for which its custodians are on legal hold. */
import type { Instant } from '#shared/directory/instant.ts';

export type Matter = {
  /** ULID. */
  readonly id: string;
  /** 1 at creation, one more with every change. */
  readonly version: number;
  /** 1 to 100 characters. */
  readonly name: string;
  /** `closing`: takes no new custodian, and releases those it has, one by one, until it is `closed`. */
  readonly state: 'open' | 'closing' | 'closed';
  /** Who closed it, and when. */
  readonly closed?: { readonly at: Instant; readonly administratorId: string; readonly requestId: string };
  readonly createdAt: Instant;
  readonly lastModifiedAt: Instant;
};
