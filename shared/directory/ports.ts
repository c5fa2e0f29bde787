/** What the directory needs from the world: every adapter and every double passes the suites in test/contract. */
import type { Instant } from './instant.ts';
import type { Page, PageRequest } from './page.ts';
import type { CredentialUse, IdempotencyKeys, MatterStore, OrganizationStore, ProviderStore } from './stores.ts';
import type { LogPageRequest, SyncLog } from './sync-log/sync-log.ts';
import type { EntryName, LifeEvent, LogEntry, UserEntry } from './users/log-entry.ts';
import type { PendingDeactivation, User } from './users/user.ts';

/** One change of one user with its Sync Log entry: committed together or not at all. */
export type UserChange = {
  /** The user as read; absent when the user is created. */
  readonly before?: User;
  /** Its `version` is one more than that of `before`, or 1. */
  readonly after: User;
  readonly entry: UserEntry;
  /** What must hold beside the user in the instant of the commit. */
  readonly requires?: Requirement;
};

/** A matter that is open, or a provider or an organization that is there and is not being removed. */
export type Requirement =
  | { readonly openMatterId: string }
  | { readonly providerId: string }
  | { readonly organizationId: string };

/** A pending deactivation as the index of them shows it. */
export type PendingEntry = { readonly userId: string; readonly deactivationId: string; readonly dueAt: Instant };

/** A pending deactivation as administrators list it. */
export type ListedPending = PendingEntry & {
  /** Who manages the user now; absent: administrators. */
  readonly providerId?: string;
  /** A legal hold keeps it back. */
  readonly isHeld: boolean;
};

/** Which pending deactivations: what is left out does not matter. */
export type PendingQuery = {
  readonly dueFrom?: Instant | undefined;
  readonly dueBefore?: Instant | undefined;
  /** Who manages the users now. */
  readonly providerId?: string | undefined;
  readonly isHeld?: boolean | undefined;
};

/** A list of users that is kept beside them, in the order of their ids. `deleted` and `local` ones have lists apart. */
export type UserListing =
  | { readonly visibleTo: string }
  | { readonly deletedFrom: string }
  | 'local'
  | 'local-deleted'
  | { readonly organizationId: string }
  | { readonly matterId: string }
  | 'deactivated'
  | 'blocked'
  | 'held';

/**
 * An attribute that users are found by with one query. `userName` and `emails.value` compare folded, `externalId`
 * exactly.
 */
export type LookupKey = { readonly attribute: 'userName' | 'externalId' | 'emails.value'; readonly value: string };

/** Every read is strongly consistent. Every method throws `Unavailable` when the store cannot answer now. */
export interface UserStore {
  /** Any user, deleted and local ones included. */
  get(userId: string): Promise<User | undefined>;
  /** The user who holds the name now, whoever manages it (RFC 7613 UsernameCaseMapped). */
  getByUserName(userName: string): Promise<User | undefined>;
  /** The user of this provider who was deleted last under this name. */
  getDeleted(providerId: string, userName: string): Promise<User | undefined>;
  /** Those who are there, in the order of their ids; at most a few hundred at a time. */
  getAll(userIds: readonly string[]): Promise<readonly User[]>;
  /** The users visible to the provider that have this value. */
  find(providerId: string, key: LookupKey, page: PageRequest): Promise<Page<User>>;
  /** The users visible to no provider that have this value; deleted ones are left out. */
  findLocal(key: LookupKey, page: PageRequest): Promise<Page<User>>;
  /** Ids of the users of a list whose ids are higher than `after`, from the lowest on. */
  listed(listing: UserListing, page: PageRequest): Promise<readonly string[]>;
  /** How many users belong to the organization, deleted ones included; exact, at a cost that does not grow. */
  countIn(organizationId: string): Promise<number>;
  /** The users visible to the provider; the first `skip` are left out, and cost a little each. */
  list(providerId: string, page: PageRequest & { readonly skip?: number }): Promise<Page<User>>;
  /** How many users are visible to the provider; exact, at a cost that does not grow with them. */
  count(providerId: string): Promise<number>;
  /**
   * Writes the user, what it is found by, and the entry in one transaction.
   * @throws VersionConflict when the stored user is no longer `before`, what the change requires does not hold, the
   *   entry is there already, or something else changed one of them at the same moment
   * @throws UserNameTaken when another user holds the name
   */
  commit(change: UserChange): Promise<void>;
  /**
   * Carries out a pending deactivation, whatever else of the user has changed since it was read: only `life`,
   * `lastModifiedAt` and `version` are written. Commits only while this very deactivation is pending,
   * due, and no matter holds the user (`mayBeCarriedOut`).
   * @returns false when one of the three no longer holds, or it was carried out already
   * @throws VersionConflict when something else changed the user at the same moment
   */
  commitDeactivation(
    change: UserChange & { readonly before: User },
    deactivation: PendingDeactivation,
  ): Promise<boolean>;
  /**
   * Removes the user and what it is found by, and writes the entry, in one transaction; `forgetHistory` is unfinished
   * work from then on.
   * @throws VersionConflict as `commit`
   */
  erase(change: { readonly before: User; readonly entry: UserEntry }): Promise<void>;
  /** Takes what is personal out of the entries of an erased user; may be repeated. */
  forgetHistory(userId: string): Promise<void>;
  /** Writes an entry that comes with no change: a refusal. Writing it again changes nothing. */
  record(entry: LogEntry): Promise<void>;
  /** The entry with the id and of the kind of `entry`, if it is written: tells whether a commit happened. */
  findEntry(entry: EntryName): Promise<LogEntry | undefined>;
  /** Pending deactivations due before the instant and held back by nothing, oldest first; may lag by seconds. */
  overdue(dueBefore: Instant, limit: number): Promise<readonly PendingEntry[]>;
  /** Pending deactivations of the users that the provider manages, held back or not; may lag by seconds. */
  pendingOf(providerId: string, limit: number): Promise<readonly PendingEntry[]>;
  /**
   * Pending deactivations in the order of their due instants, from `dueFrom` on and before `dueBefore`; may lag by
   * seconds. A page ends after `maximumEntriesRead` of which few were wanted.
   * @throws Invalid when `after` is none of ours
   */
  pending(query: PendingQuery, page: PageRequest): Promise<Page<ListedPending>>;
  /** Ids of the users that the provider manages, deleted ones included, or that are open to it, from the lowest on. */
  belongingTo(providerId: string, limit: number): Promise<readonly string[]>;
  /** Ids of the users who are custodians of the matter, from the lowest on. */
  custodians(matterId: string, limit: number): Promise<readonly string[]>;
  /** How many users there are, deleted ones left out, and how many pending deactivations; may lag by seconds. */
  statistics(): Promise<{ users: number; pendingDeactivations: number }>;
  /**
   * The entries of one user, whoever caused them, by when their requests began; each page by when they happened.
   * @throws Invalid when `after` is none of ours
   */
  history(userId: string, page: LogPageRequest): Promise<Page<LogEntry>>;
}

/** What takes more than one change, and is gone on with until it is done, whatever fails or ends in between. */
export type UnfinishedWork =
  | { readonly kind: 'close-matter'; readonly matterId: string }
  | { readonly kind: 'settle-provider'; readonly providerId: string }
  | { readonly kind: 'remove-organization'; readonly organizationId: string }
  | { readonly kind: 'forget-history'; readonly userId: string };

/** Written and removed by the stores together with what calls for it. */
export interface UnfinishedWorkList {
  list(): Promise<readonly UnfinishedWork[]>;
}

/** One-shot timers, one for each pending deactivation. Both methods may be repeated. */
export interface DeactivationSchedules {
  /** Fires at `dueAt` or up to a minute later, at least once. @throws Unavailable */
  create(userId: string, deactivation: PendingDeactivation): Promise<void>;
  /** It may have fired already. @throws Unavailable */
  delete(userId: string, deactivation: PendingDeactivation): Promise<void>;
}

/** The copies of credential checks that are kept outside the directory. */
export interface CredentialCache {
  /** Makes every later request check its credential anew. @throws Unavailable */
  flush(): Promise<void>;
}

export interface Clock {
  now(): Instant;
  sleep(milliseconds: number): Promise<void>;
}

/** Something worth counting that happened to a user or to a deactivation. */
export type DirectoryEvent =
  | {
      readonly type: LifeEvent;
      readonly userId: string;
      /** Absent when an administrator caused it. */
      readonly providerId?: string;
      readonly dueAt?: Instant;
      readonly lateSeconds?: number;
    }
  | {
      readonly type: 'schedule-created' | 'schedule-deleted';
      readonly userId: string;
      readonly deactivationId: string;
      readonly dueAt: Instant;
    }
  | {
      readonly type: 'schedule-creation-failed' | 'schedule-deletion-failed';
      readonly userId: string;
      readonly deactivationId: string;
      readonly cause: unknown;
    }
  | {
      readonly type: 'deactivation-held-back' | 'deactivation-not-pending' | 'deactivation-being-cancelled';
      readonly userId: string;
      readonly deactivationId: string;
    }
  | { readonly type: 'sweep-failed'; readonly userId: string; readonly deactivationId: string; readonly cause: unknown }
  | { readonly type: 'unfinished-work-failed'; readonly kind: UnfinishedWork['kind']; readonly cause: unknown }
  | { readonly type: 'credential-cache-flush-failed'; readonly providerId: string; readonly cause: unknown }
  | { readonly type: 'entry-not-recorded'; readonly cause: unknown }
  | { readonly type: 'commit-retried'; readonly attempt: number; readonly cause: unknown };

export interface Telemetry {
  record(event: DirectoryEvent): void;
}

/** Which plans block during the delay is settled in `product-plan.ts`. */
export type ProductPlan =
  | 'incydr-basic'
  | 'incydr-advanced'
  | 'incydr-gov-f1'
  | 'incydr-professional'
  | 'incydr-enterprise'
  | 'incydr-horizon'
  | 'incydr-gov-f2';

/** What every use case is given first. */
export type Directory = {
  readonly users: UserStore;
  readonly providers: ProviderStore;
  readonly matters: MatterStore;
  readonly organizations: OrganizationStore;
  readonly unfinishedWork: UnfinishedWorkList;
  readonly syncLog: SyncLog;
  readonly credentialUse: CredentialUse;
  readonly idempotencyKeys: IdempotencyKeys;
  readonly schedules: DeactivationSchedules;
  readonly credentialCache: CredentialCache;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  /** A new ULID for the given instant. */
  readonly newId: (at: Instant) => string;
  /** Cryptographically random bytes. */
  readonly randomBytes: (length: number) => Uint8Array;
  readonly settings: { readonly productPlan: ProductPlan; readonly minimumDeactivationDelaySeconds: number };
  /** When the last commit of a request of many changes begins at the latest; absent: each change has its own time. */
  readonly deadline?: Instant | undefined;
};
