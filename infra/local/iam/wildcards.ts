/** The wildcards of IAM policies. */

const patterns = new Map<string, RegExp>();

/** `arn:partition:service:region:account:` and then the rest, in which colons are like any other character. */
const restOfArn = 5;

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

const resourcePatterns = new Map<string, RegExp>();

/**
 * The Resource element: a `*` at the end of a part reaches beyond the colon, every other wildcard stays in its part, of
 * which the last is the rest.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function matchesResource(pattern: string, arn: string): boolean {
  let expression = resourcePatterns.get(pattern);
  if (expression === undefined) {
    const parts = pattern.split(':').map((part, index) => {
      const inside = index >= restOfArn ? '.' : '[^:]';
      return part.replace(/[.+^${}()|[\]\\*?]/g, (character, at) => {
        if (character === '?') return inside;
        if (character === '*') return at === part.length - 1 ? '.*' : `${inside}*`;
        return `\\${character}`;
      });
    });
    expression = new RegExp(`^${parts.join(':')}$`, 's');
    resourcePatterns.set(pattern, expression);
  }
  return expression.test(arn);
}

/**
 * ARNs in conditions are compared part by part, so that a wildcard in one part does not reach into the next; the last part is the
 * rest.
 */
export function matchesArn(pattern: string, arn: string): boolean {
  const arnParts = partsOf(arn);
  return partsOf(pattern).every((part, index) => matchesPattern(part, arnParts[index] ?? ''));
}

function partsOf(arn: string): readonly string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, restOfArn), parts.slice(restOfArn).join(':')];
}
