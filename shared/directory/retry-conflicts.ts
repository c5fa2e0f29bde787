/**
 * Tries a read-decide-commit again when another writer was in the way: each attempt reads afresh and decides afresh.
 */
import { Unavailable, VersionConflict } from './errors.ts';
import { secondsBetween } from './instant.ts';
import type { Directory } from './ports.ts';

/** Well inside API Gateway's 29 s, so that the caller gets an answer. */
const budgetSeconds = 8;

/** 10 ms, doubled with every attempt up to half a second, of which a random part is waited. */
const firstPauseMilliseconds = 10;
const longestPauseMilliseconds = 500;

/** @throws VersionConflict, Unavailable as the last attempt did, once the time is used up */
export async function retryConflicts<Result>(directory: Directory, attempt: () => Promise<Result>): Promise<Result> {
  const startedAt = directory.clock.now();
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt();
    } catch (cause) {
      const isPassing = cause instanceof VersionConflict || cause instanceof Unavailable;
      if (!isPassing || secondsBetween(startedAt, directory.clock.now()) >= budgetSeconds) throw cause;
      directory.telemetry.record({ type: 'commit-retried', attempt: attempts, cause });
      await directory.clock.sleep(pauseMilliseconds(directory, attempts));
    }
  }
}

function pauseMilliseconds({ randomBytes }: Directory, attempts: number): number {
  const longest = Math.min(firstPauseMilliseconds * 2 ** attempts, longestPauseMilliseconds);
  return Math.ceil((longest * ((randomBytes(1)[0] ?? 0) + 1)) / 256);
}
