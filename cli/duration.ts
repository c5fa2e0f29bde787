/** Lengths of time as people write them: `20s`, `15m`, `2h`, `7d`. */

const secondsPerUnit = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** @returns whole seconds; a number alone counts seconds; undefined when it is no such text */
export function parseDuration(text: string): number | undefined {
  const [, amount, unit] = /^(\d{1,9})\s*([smhd]?)$/.exec(text.trim()) ?? [];
  if (amount === undefined) return undefined;
  return Number(amount) * secondsPerUnit[(unit || 's') as keyof typeof secondsPerUnit];
}

/** In the largest unit that gives a whole number: 900 is `15m`. */
export function formatDuration(seconds: number): string {
  if (seconds === 0) return 'none';
  const units = Object.entries(secondsPerUnit).reverse();
  const [unit, length] = units.find(([, candidate]) => seconds % candidate === 0) ?? ['s', 1];
  return `${seconds / length}${unit}`;
}
