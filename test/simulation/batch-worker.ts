/** Runs its part of a run in a thread of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import { runBatch } from './batch.ts';

// Errors are part of most histories, and nobody looks at where they were made.
Error.stackTraceLimit = 0;

parentPort?.postMessage(await runBatch(workerData.batch, workerData.options));
