/** The wildcards of IAM policies. */

const patterns = new Map<string, RegExp>();

/** Whether `text` matches `pattern`, in which `*` stands for any text and `?` for one character. */
export function matchesPattern(pattern: string, text: string): boolean {
  let expression = patterns.get(pattern);
  if (expression === undefined) {
    const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
    expression = new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
    patterns.set(pattern, expression);
  }
  return expression.test(text);
}

/** Actions are compared in any case. */
export function matchesAction(pattern: string, action: string): boolean {
  return matchesPattern(pattern.toLowerCase(), action.toLowerCase());
}

/**
 * ARNs are compared part by part, so that a wildcard in one part does not reach into the next; the last part is the
 * rest.
 */
export function matchesArn(pattern: string, arn: string): boolean {
  const arnParts = partsOf(arn);
  return partsOf(pattern).every((part, index) => matchesPattern(part, arnParts[index] ?? ''));
}

function partsOf(arn: string): readonly string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}
