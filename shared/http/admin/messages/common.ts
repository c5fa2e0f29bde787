/** What messages of several resources are made of. */
import * as z from 'zod/mini';
import { instantOf } from '#shared/directory/instant.ts';

/** RFC 3339 in UTC with milliseconds: as text they sort as time does. */
export const instant = z.string().check(z.meta({ format: 'date-time' }));

/** So that an instant is written with four digits, whatever its offset. */
export const inTime = z.refine<string>((value) => /^[12]\d{3}-/.test(value), 'must lie in the years 1000 to 2999');

export const instantText = z.iso.datetime({
  offset: true,
  message: 'must be an instant such as 2026-11-23T18:00:00Z',
  abort: true,
});

/** An instant as a client gives it, with any offset. */
export const moment = z.pipe(
  z.pipe(
    instantText.check(inTime),
    z.transform((value) => instantOf(Date.parse(value))),
  ),
  z.string().check(z.meta({ format: 'date-time' })),
);

/** A period ends after it begins, both as {@link moment} has them. @param from where its beginning is; @param to its end */
export function inOrder<Name extends string>(from: Name, to: Name) {
  return z.refine<{ readonly [name in Name]?: unknown }>(
    ({ [from]: begin, [to]: end }) => typeof begin !== 'string' || typeof end !== 'string' || begin < end,
    { path: [to], message: `must lie after "${from}"` },
  );
}

/** Counts up with every change of the resource; its ETag is `W/"<version>"`. */
export const version = z.number().check(z.meta({ description: 'The number in the ETag, as If-Match takes it.' }));

/** ULIDs, as everything here has them but the default organization. */
export const identifier = z
  .string()
  .check(z.regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, 'must be an id: 26 digits and capital letters'));

/** The default organization's id is a word. */
export const organizationIdentifier = z
  .string()
  .check(
    z.regex(/^(default|[0-7][0-9A-HJKMNP-TV-Z]{25})$/, 'must be "default" or an id: 26 digits and capital letters'),
  );

/** What administrators call something. */
export const name = z.string().check(z.minLength(1), z.maxLength(100));

/** Where the next page begins; absent on the last one. */
export const next = z
  .optional(z.string())
  .check(z.meta({ description: 'The cursor of the next page; absent on the last one.' }));

/** Who decided on something that takes more than one change, and when. */
export const settlement = { since: instant, administratorId: z.string(), requestId: z.string() };
