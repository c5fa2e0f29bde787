/** How an operation of the admin API is described: what it takes and every answer it may give. */
import type * as z from 'zod/mini';
import type { RefusalCode } from '#shared/directory/errors.ts';

export type Description = {
  /** A few words, as in a table of contents. */
  readonly summary: string;
  readonly description?: string;
  /** An object with a member for each query parameter; absent: it takes none. */
  readonly query?: z.ZodMiniType;
  /** Absent: it takes no body. */
  readonly body?: z.ZodMiniType;
  /** The media types of the body; `application/json` unless said otherwise. */
  readonly bodyTypes?: readonly string[];
  readonly isBodyOptional?: true;
  /** By status, when all goes well; `null`: without a body. */
  readonly answers: { readonly [status: number]: z.ZodMiniType | null };
  /** The `code` of a 409. */
  readonly refusals?: readonly RefusalCode[];
  /** Takes If-Match, and may answer 412. */
  readonly isConditional?: true;
  /** Makes something new: takes Idempotency-Key, answers with Location. */
  readonly isCreation?: true;
  /** Answers CSV as well, for those whose Accept prefers it. */
  readonly hasCsv?: true;
};
