/** The ports of what is kept beside users: providers, matters, organizations, credentials' use, claimed keys. */
import type { Instant } from './instant.ts';
import type { Matter } from './matters/matter.ts';
import type { Organization } from './organizations/organization.ts';
import type { Page, PageRequest } from './page.ts';
import type { Provider, RemovedProvider } from './providers/provider.ts';
import type { LogEntry } from './users/log-entry.ts';

/** An entry that is given is written in the same transaction. */
export interface ProviderStore {
  get(providerId: string): Promise<Provider | undefined>;
  /** Those whose ids are higher than `after`, in the order of their ids; as many as wanted, if there are. */
  list(page: PageRequest): Promise<Page<Provider>>;
  /** Those that are gone, in the order of their ids. */
  removed(): Promise<readonly RemovedProvider[]>;
  /** @throws VersionConflict when there is one with this id, or its organization is not there or being removed */
  create(provider: Provider, entry?: LogEntry): Promise<void>;
  /**
   * @throws VersionConflict when the stored provider is no longer `before`, or its new organization is not there or being
   *   removed
   */
  replace(before: Provider, after: Provider, entry?: LogEntry): Promise<void>;
  /** Is among the removed ones from then on. @throws VersionConflict when the stored provider is no longer `before` */
  delete(before: Provider, removedAt: Instant, entry?: LogEntry): Promise<void>;
}

/** An entry that is given is written in the same transaction. */
export interface MatterStore {
  get(matterId: string): Promise<Matter | undefined>;
  /** Those whose ids are higher than `after`, in the order of their ids; as many as wanted, if there are. */
  list(page: PageRequest): Promise<Page<Matter>>;
  /** @throws VersionConflict when there is one with this id */
  create(matter: Matter, entry?: LogEntry): Promise<void>;
  /** @throws VersionConflict when the stored matter is no longer `before` */
  replace(before: Matter, after: Matter, entry?: LogEntry): Promise<void>;
}

/** An entry that is given is written in the same transaction. */
export interface OrganizationStore {
  get(organizationId: string): Promise<Organization | undefined>;
  /** Those whose ids are higher than `after`, in the order of their ids; as many as wanted, if there are. */
  list(page: PageRequest): Promise<Page<Organization>>;
  /** @throws VersionConflict when there is one with this id */
  create(organization: Organization, entry?: LogEntry): Promise<void>;
  /** @throws VersionConflict when the stored organization is no longer `before` */
  replace(before: Organization, after: Organization, entry?: LogEntry): Promise<void>;
  /** @throws VersionConflict when the stored organization is no longer `before` */
  delete(before: Organization, entry?: LogEntry): Promise<void>;
}

/** When credentials were used last; apart from their providers, whose versions do not change by it. */
export interface CredentialUse {
  record(keyId: string, at: Instant): Promise<void>;
  /** Of those that were used. */
  lastUsed(keyIds: readonly string[]): Promise<ReadonlyMap<string, Instant>>;
}

/** What an administrator's request claimed under a key of the administrator's own choice (Idempotency-Key). */
export type IdempotencyClaim = {
  /** Of the resource that the request creates. */
  readonly resourceId: string;
  /** Tells one request from another. */
  readonly fingerprint: string;
};

export interface IdempotencyKeys {
  /** Claims the key of the caller for 24 hours. @returns the claim that holds: this one, or an earlier one */
  claim(
    key: { readonly administratorId: string; readonly idempotencyKey: string },
    claim: IdempotencyClaim,
    now: Instant,
  ): Promise<IdempotencyClaim>;
}
