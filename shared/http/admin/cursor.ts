/** Cursors: where a list goes on, as opaque text that tells one of ours, and of this list, from any other. */
import { createHash } from 'node:crypto';
import type { AdminOperation } from './admin-routes.ts';
import { InvalidRequest, type Place } from './invalid-request.ts';

/** @param position as the directory says it in `next` */
export function cursorOf(operation: AdminOperation, position: string): string {
  return `${Buffer.from(position).toString('base64url')}.${checksum(operation, position)}`;
}

/** The reverse of {@link cursorOf}. @throws InvalidRequest */
export function positionOf(operation: AdminOperation, cursor: string, place: Place): string {
  const position = Buffer.from(cursor.split('.')[0] ?? '', 'base64url').toString();
  if (cursorOf(operation, position) === cursor) return position;
  throw new InvalidRequest([
    { ...place(['cursor']), detail: 'must be what the page before said in "next", unchanged' },
  ]);
}

/** Finds mistakes, keeps no secret: a position shows nothing that the caller may not see. */
function checksum(operation: AdminOperation, position: string): string {
  return createHash('sha256').update(`${operation} ${position}`).digest('base64url').slice(0, 8);
}
