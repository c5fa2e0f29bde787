/** Whether a user has a value that users are found by. */
import type { LookupKey } from '#shared/directory/ports.ts';
import { foldUserName } from './fold-user-name.ts';
import type { User } from './user.ts';

/** Whether the user has the value, compared as `LookupKey` says. */
export function hasLookupKey(user: User, { attribute, value }: LookupKey): boolean {
  switch (attribute) {
    case 'userName':
      return foldUserName(user.attributes.userName) === foldUserName(value);
    case 'externalId':
      return user.attributes.externalId === value;
    case 'emails.value':
      return emailValues(user).some((email) => foldUserName(email) === foldUserName(value));
  }
}

export function emailValues({ attributes: { emails } }: User): string[] {
  if (!Array.isArray(emails)) return [];
  return emails.flatMap((email: unknown) =>
    typeof email === 'object' && email !== null && 'value' in email && typeof email.value === 'string'
      ? [email.value]
      : [],
  );
}
