/** What the admin API answers instead (RFC 9457). */
import * as z from 'zod/mini';

const requestError = z.object({
  pointer: z
    .optional(z.string())
    .check(z.meta({ description: 'Of the body’s member that is wrong: a JSON pointer (RFC 6901).' })),
  parameter: z.optional(z.string()).check(z.meta({ description: 'The query parameter or header that is wrong.' })),
  detail: z.string(),
});

export const problemMessage = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: z
    .optional(z.string())
    .check(z.meta({ description: 'Why a change cannot be made as things stand, for programs.' })),
  errors: z.optional(z.array(requestError)),
});

export type ProblemMessage = z.infer<typeof problemMessage>;
