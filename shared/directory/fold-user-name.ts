/** How userNames are compared: RFC 7613 §3.2 UsernameCaseMapped. The result is part of stored keys and must never change. */

/** Fullwidth and halfwidth forms; the only characters whose compatibility mapping RFC 7613 §3.2.1 applies. */
const widthForms =
  /[\uFF01-\uFFBE\uFFC2-\uFFC7\uFFCA-\uFFCF\uFFD2-\uFFD7\uFFDA-\uFFDC\uFFE0-\uFFE6\uFFE8-\uFFEE\u3000]+/g;

/** Two userNames are the same name if and only if they fold to the same text: width, then case, then NFC. */
export function foldUserName(userName: string): string {
  return userName
    .replace(widthForms, (characters) => characters.normalize('NFKC'))
    .toLowerCase()
    .normalize('NFC');
}
