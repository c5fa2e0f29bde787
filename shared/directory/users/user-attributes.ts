/** From what a client sent to what is stored of it: `active` apart, and the limits of storage kept. */
import { ScimError } from '#shared/scim/error.ts';
import type { ScimObject } from '#shared/scim/resource/value.ts';
import { foldUserName } from './fold-user-name.ts';
import type { UserAttributes } from './user.ts';

/** Bytes of a user's attributes as JSON; a Sync Log entry holds them twice, and DynamoDB items end at 400 KB. */
const maximumAttributesBytes = 64 * 1024;

/** Bytes of a folded userName: it is part of a DynamoDB key, which ends at 2,048. */
const maximumUserNameBytes = 1024;

/**
 * What nobody can see or type, RFC 7613 §3.2 disallows it too: controls, formats but for the joiners that words of some
 * scripts need, U+FFFD, which stands where a text was damaged on its way, and spaces at the ends.
 */
const unfitForName = /^\s|\s$|\ufffd|(?![\u200c\u200d])\p{C}/u;

/** `active` is undefined when the client left it out. */
export type ParsedUser = { readonly attributes: UserAttributes; readonly active: boolean | undefined };

/**
 * @param resource a User resource as `parseResource` or `applyPatch` returns it
 * @throws ScimError 400, 413 naming the limit that is passed
 */
export function parseUser({ active, ...rest }: ScimObject): ParsedUser {
  const { userName, externalId } = rest;
  if (typeof userName !== 'string' || (externalId !== undefined && typeof externalId !== 'string')) {
    throw ScimError.invalidValue('"userName" is required, and it and "externalId" are strings.');
  }
  if (unfitForName.test(userName)) {
    throw ScimError.invalidValue(
      '"userName" must not begin or end with a space, nor hold control or invisible characters or damaged text.',
    );
  }
  if (Buffer.byteLength(foldUserName(userName)) > maximumUserNameBytes) {
    throw ScimError.invalidValue(`"userName" is longer than ${maximumUserNameBytes} bytes.`);
  }
  const bytes = Buffer.byteLength(JSON.stringify(rest));
  if (bytes > maximumAttributesBytes) {
    throw ScimError.payloadTooLarge(
      `The user's attributes are ${bytes} bytes; at most ${maximumAttributesBytes} are kept: leave some out.`,
    );
  }
  const attributes: UserAttributes = { ...rest, userName, ...(externalId !== undefined && { externalId }) };
  return { attributes, active: typeof active === 'boolean' ? active : undefined };
}

/** For a provider whose PUT merges: what the client left out is kept, sub-attributes and extension attributes, too. */
export function mergeAttributes(stored: UserAttributes, sent: UserAttributes): UserAttributes {
  const merged = Object.entries(sent).flatMap(([name, value]) => {
    const before = stored[name];
    return isComplex(before) && isComplex(value) ? [[name, { ...before, ...value }] as const] : [];
  });
  return { ...stored, ...sent, ...Object.fromEntries(merged) };
}

function isComplex(value: unknown): value is ScimObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
