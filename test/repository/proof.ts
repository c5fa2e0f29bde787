/** Which of the tests that docs/conformance.md names a run has not proved. */
import { type NamedTest, titlePattern } from './conformance.ts';

export type Outcome = { readonly fullName: string; readonly hasPassed: boolean };

/**
 * @param outcomes by the path of the test file; a file that did not run is not in it
 * @param isWhole whether every test file was to run
 */
export function unproved(
  tests: readonly NamedTest[],
  outcomes: ReadonlyMap<string, readonly Outcome[]>,
  isWhole: boolean,
): readonly NamedTest[] {
  return tests.filter(({ path, title }) => {
    const ran = outcomes.get(path);
    if (ran === undefined) return isWhole;
    const pattern = new RegExp(`(?:^| > )${titlePattern(title)}$`, 's');
    const named = ran.filter(({ fullName }) => pattern.test(fullName));
    return named.length === 0 || !named.every(({ hasPassed }) => hasPassed);
  });
}
