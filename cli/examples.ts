/** Examples in the help of a command. */

/** What follows the options in a command's help: command lines that work as they stand. */
export function examples(...lines: readonly string[]): string {
  return ['', 'Examples:', ...lines.map((line) => `  $ ${line}`)].join('\n');
}
