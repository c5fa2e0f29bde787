/** How strings that are not case exact are compared (RFC 7643 §2.2, RFC 7644 §7.8). */

/** RFC 7613 §3.2.1 maps the width of these characters and of no others. */
const widthForms =
  /[\uFF01-\uFFBE\uFFC2-\uFFC7\uFFCA-\uFFCF\uFFD2-\uFFD7\uFFDA-\uFFDC\uFFE0-\uFFE6\uFFE8-\uFFEE\u3000]+/g;

const beyondAscii = /[^\0-\x7f]/;

/**
 * Equal for two strings that are the same but for case, width and normalization: RFC 7613 §3.2 UsernameCaseMapped, with
 * the Unicode Default Case Folding that it prefers, so that neither `Σ` at the end of a word nor `ß` makes two names of
 * one.
 */
export function foldCase(text: string): string {
  if (!beyondAscii.test(text)) return text.toLowerCase();
  const narrow = text.replace(widthForms, (characters) => characters.normalize('NFKC')).normalize('NFD');
  // `ı` is a letter of its own, and `ς` is what `Σ` becomes at the end of a word.
  return narrow.split('ı').map(foldLetters).join('ı').replaceAll('ς', 'σ').normalize('NFC');
}

function foldLetters(text: string): string {
  return text.toLowerCase().toUpperCase().toLowerCase();
}

/** `foldCase` that remembers what is not ASCII: a filter of many terms looks at the same values many times. */
export function rememberingFoldCase(): { readonly fold: (text: string) => string; readonly forget: () => void } {
  const known = new Map<string, string>();
  return {
    fold: (text) => {
      if (!beyondAscii.test(text)) return text.toLowerCase();
      let folded = known.get(text);
      if (folded === undefined) {
        folded = foldCase(text);
        known.set(text, folded);
      }
      return folded;
    },
    forget: () => {
      if (known.size > 0) known.clear();
    },
  };
}
