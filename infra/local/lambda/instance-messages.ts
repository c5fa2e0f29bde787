/** The messages between an instance's worker thread and the stack. */
import * as z from 'zod';

/** What the worker is started with. */
export const startMessage = z.object({ codeDirectory: z.string(), handler: z.string(), functionArn: z.string() });

/** Stack to worker. */
export const invokeMessage = z.object({
  requestId: z.string(),
  payload: z.string(),
  deadlineEpochMilliseconds: z.number(),
});

/** Worker to stack. `fatal` means that the instance ends now. */
export const workerMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('line'), requestId: z.string().optional(), line: z.string() }),
  z.object({ type: z.literal('result'), payload: z.string() }),
  z.object({ type: z.literal('error'), payload: z.string(), fatal: z.boolean() }),
]);

export type StartMessage = z.infer<typeof startMessage>;
export type InvokeMessage = z.infer<typeof invokeMessage>;
export type WorkerMessage = z.infer<typeof workerMessage>;
