/** What a provider asked for and was refused, for the Sync Log: an invalid request, or one that conflicts with a user. */
import type { Directory } from '#shared/directory/ports.ts';
import { bestEffort } from '#shared/directory/sync-log/best-effort.ts';
import type { LogEntry } from '#shared/directory/users/log-entry.ts';
import type { User } from '#shared/directory/users/user.ts';
import { ScimError } from '#shared/scim/error.ts';
import { type Client, requireCredential } from './client.ts';

/**
 * What is wrong with what a write says, or in its way. Not recorded: 401, which the authorizer counts; 404 and 412, which
 * change nothing that the provider can see; and what asks for no write of users at all (reads, unknown paths and methods,
 * other versions, 406).
 */
const recordedStatuses: ReadonlySet<number> = new Set([400, 409, 413, 415]);

/** A refusal is one small item, whatever the client sent. */
const maximumReasonLength = 1000;
const maximumUserNameLength = 256;

/** What is known of a request that may come to be refused; what is found out later is added with `about`. */
export type Attempt = {
  readonly client: Client;
  readonly operation: LogEntry['operation'];
  /** Of a creation: the name that the client sent, though no user has it. */
  readonly userName?: unknown;
};

/**
 * Passes on what `request` throws, and records what is a refusal: one entry for each request, however many attempts it
 * took.
 * @param request is given a function to say whom it is about
 */
export async function recordingRefusal<Result>(
  directory: Directory,
  attempt: Attempt,
  request: (about: (user: User) => void) => Promise<Result>,
): Promise<Result> {
  const startedAt = directory.clock.now();
  let user: User | undefined;
  try {
    return await request((known) => {
      user = known;
    });
  } catch (error) {
    if (error instanceof ScimError && recordedStatuses.has(error.status)) {
      const entry = refusal(attempt, { id: directory.newId(startedAt), at: directory.clock.now(), user, error });
      await bestEffort(directory, () => directory.users.record(entry));
    }
    throw error;
  }
}

/**
 * Reads what a write says; one that cannot be read is a refusal too, about nobody.
 * @param read throws ScimError 400, 413, 415
 * @throws ScimError 401 when it cannot be read and the credential is no longer accepted either
 */
export async function readingWrite<Content>(
  directory: Directory,
  attempt: Attempt,
  read: () => Content,
): Promise<Content> {
  try {
    return read();
  } catch (error) {
    return recordingRefusal(directory, attempt, async () => {
      await requireCredential(directory, attempt.client);
      throw error;
    });
  }
}

function refusal(
  { client, operation, userName: sent }: Attempt,
  {
    id,
    at,
    user,
    error,
  }: { readonly id: string; readonly at: string; readonly user: User | undefined; readonly error: ScimError },
): LogEntry {
  const userName =
    user?.attributes.userName ?? (typeof sent === 'string' ? sent.slice(0, maximumUserNameLength) : undefined);
  return {
    id,
    at,
    actor: { by: 'provider', providerId: client.providerId },
    ...(user !== undefined && { userId: user.id }),
    ...(userName !== undefined && { userName: userName.toWellFormed() }),
    operation,
    outcome: 'refused',
    events: [],
    changes: [],
    ignored: [],
    reason: error.detail.slice(0, maximumReasonLength).toWellFormed(),
    requestId: client.requestId,
  };
}
