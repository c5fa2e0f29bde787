/** A lock between processes that a killed process cannot leave behind: the operating system holds it. */
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';

const busy = z.object({ errcode: z.literal(5) });

/** @returns what releases the lock, or undefined when another process (or this one) holds it */
export function acquireLock(file: string): (() => void) | undefined {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return () => database.close();
  } catch (error) {
    database.close();
    if (busy.safeParse(error).success) return undefined;
    throw error;
  }
}
