/**
 * How userNames are compared: RFC 7613 §3.2 UsernameCaseMapped. The result is part of stored keys and must never
 * change.
 */
import { foldCase } from '#shared/scim/filter/fold-case.ts';

/** Two userNames are the same name if and only if they fold to the same text: width, then case, then NFC. */
export function foldUserName(userName: string): string {
  return foldCase(userName);
}
