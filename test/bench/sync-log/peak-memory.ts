/** How much memory processes take: their largest resident set. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Written to the third stream by whatever Node process runs as our child, as it ends. */
const hook = `data:text/javascript,import{writeSync}from'node:fs';process.on('exit',()=>writeSync(3,process.resourceUsage().maxRSS+'\\n'))`;

/** Node lets garbage lie as long as there is room; in so small a heap what grows with the rows ends the process. */
export const heapMebibytes = 64;

/**
 * Runs a Node program in a small heap to its end, and lets its output go by.
 * @returns its peak in MiB, how many rows of CSV it wrote, and its last line
 * @throws Error when it fails
 */
export async function runMeasured(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [`--max-old-space-size=${heapMebibytes}`, `--import=${hook}`, ...args], {
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let [rows, last, peak] = [0, '', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    rows += (last.slice(-1) + text).split('\r\n').length - 1;
    last = (last + text).slice(-1000);
  });
  child.stdio[3]?.on('data', (bytes: Buffer) => {
    peak += bytes;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
  return { peakMebibytes: Number(peak) / 1024, rows, last: last.trim().split('\n').at(-1) ?? '' };
}

/** Of a process that runs, on Linux. */
export function memoryOf(pid: number): { readonly nowMebibytes: number; readonly peakMebibytes: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const read = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024;
  return { nowMebibytes: read('VmRSS'), peakMebibytes: read('VmHWM') };
}
