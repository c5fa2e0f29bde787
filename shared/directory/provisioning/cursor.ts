/**
 * Cursors (RFC 9865 §2): how far a walk has come, sealed by the provider's credential for the very query it began with.
 * A cursor grants nothing: whose users a request sees follows from its own credential. The seal (AES-256-GCM) is there
 * so that a wrong cursor is an error instead of a wrong page, and no attribute of a user is read in a URL.
 */
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { type Instant, plusSeconds } from '#shared/directory/instant.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { ScimError } from '#shared/scim/error.ts';
import { cursorTimeoutSeconds } from '#shared/scim/messages/parse-list-query.ts';
import { type Client, requireCredential } from './client.ts';
import type { Position } from './user-order.ts';

export type Cursors = {
  /** @param position of the user after whom the next page begins */
  seal(position: Position): string;
  /** @throws ScimError invalidCursor, expiredCursor, invalidCount */
  open(cursor: string): Position;
};

/** What is sealed. */
type Content = { readonly position: Position; readonly count: number; readonly expiresAt: Instant };

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** Part of what a seal vouches for: another form of the content needs another name. */
const format = 'cursor-1';

/**
 * The cursors of one query of one credential: rotating it ends its walks, as RFC 9865 §5.2 recommends.
 * @param query what must be the same on every page
 * @param count of the page, the same on every page (RFC 9865 §2.1)
 * @throws ScimError 401 as `requireCredential`
 */
export async function cursorsOf(
  directory: Directory,
  { client, query, count }: { readonly client: Client; readonly query: readonly unknown[]; readonly count: number },
): Promise<Cursors> {
  const { credential } = await requireCredential(directory, client);
  const key = createHmac('sha256', credential.secretHash).update(format).digest();
  const context = Buffer.from(JSON.stringify([format, client.keyId, ...query]));
  const now = directory.clock.now();
  return {
    seal: (position) => {
      const content: Content = { position, count, expiresAt: plusSeconds(now, cursorTimeoutSeconds) };
      const nonce = directory.randomBytes(nonceBytes);
      const sealing = createCipheriv(cipher, key, nonce).setAAD(context);
      const sealed = [sealing.update(JSON.stringify(content)), sealing.final()];
      return Buffer.concat([nonce, sealing.getAuthTag(), ...sealed]).toString('base64url');
    },
    open: (cursor) => {
      const { position, expiresAt, ...initial } = contentOf(cursor, key, context);
      if (expiresAt <= now) {
        throw ScimError.expiredCursor(
          `The cursor is older than ${cursorTimeoutSeconds} seconds: start again with an empty cursor.`,
        );
      }
      if (initial.count !== count) {
        throw ScimError.invalidCount(`The walk began with a count of ${initial.count}: keep it for every page.`);
      }
      return position;
    },
  };
}

/** What the seal vouches for is what `seal` was given. */
function contentOf(cursor: string, key: Uint8Array, context: Uint8Array): Content {
  const bytes = Buffer.from(cursor, 'base64url');
  try {
    // Decoding passes over what is no base64url, and over bits that are left over at the end.
    if (bytes.toString('base64url') !== cursor) throw new Error('not in canonical form');
    const opening = createDecipheriv(cipher, key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
      .setAAD(context)
      .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    const text = Buffer.concat([opening.update(bytes.subarray(nonceBytes + tagBytes)), opening.final()]);
    return JSON.parse(text.toString());
  } catch {
    throw ScimError.invalidCursor(
      'The cursor was not given for this query: send it as it came, with the same endpoint, filter, sortBy and ' +
        'sortOrder and with the same credential, or start again with an empty cursor.',
    );
  }
}
