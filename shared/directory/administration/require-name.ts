/** The limit of what administrators call something. */
import { Invalid } from '#shared/directory/errors.ts';

/**
 * @param claim how the message begins: `A matter has a name`
 * @throws Invalid
 */
export function requireName(name: string, claim: string): string {
  const trimmed = name.trim();
  if (trimmed.length < 1 || trimmed.length > 100) throw new Invalid(`${claim} of 1 to 100 characters.`);
  return trimmed;
}
