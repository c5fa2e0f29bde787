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
  return Array.from(narrow, foldCharacter).join('').normalize('NFC');
}

/** One by one, because the lower case of a word depends on where its letters stand; `ı` is a letter of its own. */
function foldCharacter(character: string): string {
  return character === 'ı' ? character : character.toLowerCase().toUpperCase().toLowerCase();
}
