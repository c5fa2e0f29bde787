/** Runs its part of a run in a thread of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import { runBatch } from './batch.ts';

parentPort?.postMessage(await runBatch(workerData.batch, workerData.options));
