/** Query parameters: text in the URL, checked, and turned into what the directory works with. */
import * as z from 'zod/mini';
import { instantOf } from '#shared/directory/instant.ts';
import { identifier, instantText, inTime } from './messages/common.ts';

/** What users are looked up by is part of a DynamoDB key. */
export const text = z.string().check(z.minLength(1), z.maxLength(1024));

export const word = <const Words extends readonly [string, ...string[]]>(...words: Words) => z.enum(words);

export const flag = z.pipe(
  z.pipe(
    z.enum(['true', 'false']),
    z.transform((value) => value === 'true'),
  ),
  z.boolean(),
);

/** How many entries a page has at most. */
function limit(maximum: number, standard: number) {
  const number = z.pipe(
    z.string().check(z.regex(/^\d{1,6}$/, `must be a whole number from 1 to ${maximum}`)),
    z.transform(Number),
  );
  return z._default(z.pipe(number, z.int().check(z.minimum(1), z.maximum(maximum))), standard);
}

const cursor = z
  .optional(text)
  .check(z.meta({ description: 'What the page before said in "next"; everything else as it was asked there.' }));

/** For an answer that ends with `next` when there is more. */
export const page = (maximum: number, standard: number) => ({ limit: limit(maximum, standard), cursor });

/** A provider's id, or a word in its place. */
export const providerOr = <const Word extends string>(word: Word) => z.union([z.literal(word), identifier]);

const date = z.iso.date({ abort: true });
const dateOrInstant = z
  .union([date, instantText], {
    error: 'must be a date such as 2026-11-23, or an instant such as 2026-11-23T18:00:00Z',
  })
  .check(inTime);

const described = z.string().check(z.meta({ anyOf: [{ format: 'date' }, { format: 'date-time' }] }));

/** The first instant of a date. */
export const from = z.pipe(
  z.pipe(
    dateOrInstant,
    z.transform((value: string) => instantOf(Date.parse(value))),
  ),
  described,
);

/** The first instant after a date: a date is meant whole. */
export const to = z.pipe(
  z.pipe(
    dateOrInstant,
    z.transform((value: string) => instantOf(Date.parse(value) + (date.safeParse(value).success ? aDay : 0))),
  ),
  described,
);

/** In milliseconds. */
const aDay = 86_400_000;
