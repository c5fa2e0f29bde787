/** DynamoDB's condition expressions: each clause, and the whole, made to hold always. */
import { child, type Syntax, word } from '../syntax.ts';
import { type Operator, replace, textOf } from './operator.ts';

/**
 * A clause that is cut out leaves a placeholder unused, and DynamoDB refuses that: so it stays, beside something that is
 * always true, or in a chain of `OR` something that is always false.
 */
const always = 'attribute_exists(pk) OR attribute_not_exists(pk)';
const never = 'attribute_exists(pk) AND attribute_not_exists(pk)';

export const conditionDropped: Operator = (node, place) => {
  const value = child(node, 'value');
  if (node.type !== 'KeyValueProperty' || !isConditionKey(child(node, 'key')) || !isText(value)) return [];
  const [quote, text] = [textOf(place, value).slice(0, 1), textOf(place, value).slice(1, -1)];
  const edit = (condition: string, label: string) => ({
    ...replace('condition-dropped', value, `${quote}${condition}${quote}`),
    label,
  });
  const clauses = withoutClause(text).map(({ clause, condition }) => edit(condition, clause));
  return [edit(`(${text}) OR ${always}`, 'all of it'), ...clauses];
};

function withoutClause(text: string): { readonly clause: string; readonly condition: string }[] {
  const joint = text.includes(' AND ') ? ' AND ' : ' OR ';
  const ineffective = joint === ' AND ' ? ` OR ${always}` : ` AND ${never}`;
  const clauses = text.split(joint);
  if (clauses.length === 1) return [];
  return clauses.map((clause, dropped) => ({
    clause,
    condition: clauses.map((other, index) => (index === dropped ? `(${other}${ineffective})` : other)).join(joint),
  }));
}

/** A key condition is no guard: it says where to look. */
function isConditionKey(key: Syntax | undefined): boolean {
  return ['ConditionExpression', 'FilterExpression'].includes(word(key) ?? '');
}

function isText(node: Syntax | undefined): node is Syntax {
  return node?.type === 'StringLiteral' || node?.type === 'TemplateLiteral';
}
