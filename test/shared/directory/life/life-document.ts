/** docs/life.md: the picture and the table of every state and event, written from what the use cases answer. */
import { events } from '#test/simulation/events.ts';
import { startStates } from '#test/simulation/states.ts';
import { type Answer, answer } from './life-answers.ts';

type Answers = ReadonlyMap<string, ReadonlyMap<string, Answer>>;

/** By state, then by event. */
export async function allAnswers(): Promise<Answers> {
  const byState = new Map<string, Map<string, Answer>>();
  for (const state of startStates) {
    const byEvent = new Map<string, Answer>();
    for (const event of events) byEvent.set(event.name, await answer(state, event));
    byState.set(state, byEvent);
  }
  return byState;
}

export function lifeDocument(answers: Answers): string {
  const states = [...answers.keys()];
  const isApart = /^(deleted|local|open|absent)/;
  return [
    '# The life of a user',
    '',
    'This page is written by `npm test -- --project shared life-document -u` from what the use cases answer; a test holds it',
    'up to date. The code is in [shared/directory/life](../shared/directory/life): one file for each who moves a life on.',
    '',
    '## The picture',
    '',
    'Of users whom a provider manages. Deletion, blocks, organizations and who manages the user are independent of it.',
    '',
    '```mermaid',
    'stateDiagram-v2',
    ...picture(answers),
    '```',
    '',
    '## Every state and event',
    '',
    '`→` the state after it; `·` nothing is written; `updated` attributes or placement only; `logged` nothing is changed, and the',
    'Sync Log says why. A number is a SCIM status, a word in capitals a refusal of an administrator’s action. `overdue` is pending',
    'after its due instant. Beside these, the **product plan** is a setting of the deployment: changing it changes no user.',
    '',
    ...table(
      'Visible to its provider',
      answers,
      states.filter((state) => !isApart.test(state)),
    ),
    ...table(
      'Deleted by its provider',
      answers,
      states.filter((state) => state.startsWith('deleted')),
    ),
    ...table(
      'Local, opened to another provider, or not there',
      answers,
      states.filter((state) => /^(local|open|absent)/.test(state)),
    ),
  ].join('\n');
}

function table(title: string, answers: Answers, states: readonly string[]): readonly string[] {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    `### ${title}`,
    '',
    row(['event', ...states]),
    row(['event', ...states].map(() => '---')),
    ...events.map(({ name }) => row([name, ...states.map((state) => cell(state, answers.get(state)?.get(name)))])),
    '',
  ];
}

function cell(before: string, given: Answer | undefined): string {
  switch (given?.kind) {
    case 'changed':
      return given.state === before ? 'updated' : `→ ${given.state}`;
    case 'unchanged':
      return given.isLogged ? 'logged' : '·';
    case 'refused':
      return given.why;
    default:
      throw new Error(`There is no answer in the state ${before}.`);
  }
}

const lives = ['active', 'held active', 'pending', 'held pending', 'deactivated'] as const;

/** The states of the picture: a pending one may be overdue, deactivation has two causes. */
function lifeIn(state: string): string | undefined {
  const visible = state.replace(/^(deleted|blocked) /, '').replace('overdue', 'pending');
  const life = visible.replace(' by administrator', '');
  return lives.find((each) => each === life);
}

function picture(answers: Answers): readonly string[] {
  const causes = new Map<string, Set<string>>();
  for (const [state, byEvent] of answers) {
    if (state.startsWith('deleted')) continue;
    for (const [name, given] of byEvent) {
      const [from, to] = [lifeIn(state), given.kind === 'changed' ? lifeIn(given.state) : undefined];
      if (from === undefined || to === undefined || from === to) continue;
      const edge = `${id(from)} --> ${id(to)}`;
      causes.set(edge, (causes.get(edge) ?? new Set()).add(name.replace(/^other provider: /, '')));
    }
  }
  return [
    ...lives.map((life) => `  state "${life}" as ${id(life)}`),
    '  [*] --> active: create',
    ...[...causes].map(([edge, names]) => `  ${edge}: ${[...names].join(', ')}`),
    '  deactivated --> [*]: erase',
  ];
}

function id(life: string): string {
  return life.replaceAll(' ', '_');
}
