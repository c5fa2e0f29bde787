/** What an event makes of a user, and how one event follows another. */
import type { LifeEvent } from '#shared/directory/users/log-entry.ts';
import type { User } from '#shared/directory/users/user.ts';

/** A user after an event, what happened on the way, and why it is not what was asked for, where it is not. */
export type Transition = { readonly user: User; readonly events: readonly LifeEvent[]; readonly reason?: string };

/** The event finds the user as it would make it: nothing changes. */
export function unchanged(user: User): Transition {
  return { user, events: [] };
}

/** One transition after another. */
export function andThen(first: Transition, next: (user: User) => Transition): Transition {
  const second = next(first.user);
  const reason = second.reason ?? first.reason;
  return { user: second.user, events: [...first.events, ...second.events], ...(reason !== undefined && { reason }) };
}
