import { describe, expect, it } from 'vitest';
import { caseEventTypes, taskKinds } from '../../functions/domain/casework/vocabulary.ts';
import { dongying, dongyingFiles } from '../../policy/dongying/dongying.ts';
import { loadPack } from '../../policy/load.ts';
import { PolicyInvalid } from '../../policy/problem.ts';
import { machines } from '../../workflows/index.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- files are broken here on purpose, in ways that their types rule out
type Mutable = Record<string, any>;

function problemsWith(change: (files: Mutable) => void) {
  const files = structuredClone(dongyingFiles);
  change(files);
  try {
    loadPack(files);
  } catch (error) {
    if (error instanceof PolicyInvalid) return error.problems;
    throw error;
  }
  return [];
}

const template = (files: Mutable, id: string): Mutable =>
  files['message-templates'].find((entry: Mutable) => entry['id'] === id);

describe('message templates', () => {
  it.each<[string, (files: Mutable) => void, object]>([
    [
      'an unknown variable in the text',
      (files) => (template(files, 'granted')['body'] += '{idNumber}'),
      { file: 'message-templates.json', value: 'idNumber', text: 'an unknown variable' },
    ],
    [
      'an unknown variable in the list',
      (files) => template(files, 'granted')['variables'].push('applicant'),
      { file: 'message-templates.json', value: 'applicant', text: 'an unknown variable' },
    ],
    [
      'a variable that is used and not declared',
      (files) => (template(files, 'granted')['title'] += '{dueOn}'),
      { file: 'message-templates.json', value: 'dueOn', text: 'a variable that is not declared' },
    ],
    [
      'a variable that is declared and not used',
      (files) => template(files, 'granted')['variables'].push('days'),
      { file: 'message-templates.json', value: 'days', text: 'declared and not used' },
    ],
    [
      'a title that would write a mail header',
      (files) => (template(files, 'granted')['title'] = '已认定:{receipt}\r\nBcc: all@example.invalid'),
      { file: 'message-templates.json', text: 'has a line break or control character' },
    ],
    [
      'a title with a Unicode line end',
      (files) => (template(files, 'granted')['title'] = '已认定:{receipt}\u2028次行'),
      { file: 'message-templates.json', text: 'has a line break or control character' },
    ],
    [
      'a body with a control character',
      (files) => (template(files, 'granted')['body'] += '\u0007'),
      { file: 'message-templates.json', text: 'has a control character' },
    ],
    [
      'half a placeholder',
      (files) => (template(files, 'granted')['body'] += '{receipt'),
      { file: 'message-templates.json', text: 'a brace without its partner' },
    ],
    [
      'the same template twice',
      (files) => files['message-templates'].push(template(files, 'granted')),
      { file: 'message-templates.json', value: 'granted', text: 'stands twice' },
    ],
    [
      'an announcement by a template that nobody wrote',
      (files) => (files['announcements'].events.find((row: Mutable) => row['announce']).announce[0].template = 'x'),
      { file: 'announcements.json', value: 'x', text: 'no such template' },
    ],
    [
      'a row that tells somebody and nobody',
      (files) => (files['announcements'].events.find((row: Mutable) => row['announce']).none = '不必'),
      { file: 'announcements.json', text: 'tells somebody and nobody' },
    ],
    [
      'a row without a word on either',
      (files) => delete files['announcements'].events.find((row: Mutable) => row['none']).none,
      { file: 'announcements.json', text: 'tells somebody and nobody' },
    ],
    [
      'a state that is announced through an event without a row',
      (files) => (files['announcements'].states.find((row: Mutable) => row['through']).through[0] = 'nothing'),
      { file: 'announcements.json', value: 'nothing', text: 'no such event in this table' },
    ],
    [
      'a receiver that nobody can resolve',
      (files) => (files['announcements'].events.find((row: Mutable) => row['announce']).announce[0].to = ['family']),
      { file: 'announcements.json' },
    ],
  ])('with %s are refused, with file, place and remedy', (_, change, expected) => {
    const problems = problemsWith(change);
    expect(problems).toEqual(expect.arrayContaining([expect.objectContaining(expected)]));
    for (const { path, remedy } of problems) expect([path, remedy].every((text) => text.length > 0)).toBe(true);
  });

  it('carry neither names nor numbers nor circumstances of a family: they have no variables for them', () => {
    const names = new Set(dongying.messageTemplates.flatMap(({ variables }) => variables));
    expect(
      [...names].filter((name) => /applicant|family|member|idNumber|phone|health|income|reason/.test(name)),
    ).toEqual([]);
  });
});

describe('the table of announcements', () => {
  it('has one row for each event of a case, and for each kind of opened task: a message, or a reason why there is none', () => {
    const expected = caseEventTypes.flatMap((event) =>
      event === 'task-opened' ? taskKinds.map((kind) => `${event}/${kind}`) : [`${event}/`],
    );
    const rows = dongying.announcements.events.map(({ event, taskKind }) => `${event}/${taskKind ?? ''}`);
    expect(rows.toSorted()).toEqual(expected.toSorted());
  });

  it('has one row for each state of each procedure', () => {
    interface States {
      readonly [name: string]: { readonly Branches?: readonly Procedure[]; readonly ItemProcessor?: Procedure };
    }
    interface Procedure {
      readonly States: States;
    }
    const namesIn = ({ States }: Procedure): string[] =>
      Object.entries(States).flatMap(([name, { Branches = [], ItemProcessor }]) => [
        name,
        ...Branches.flatMap(namesIn),
        ...(ItemProcessor === undefined ? [] : namesIn(ItemProcessor)),
      ]);
    const expected = machines.flatMap(({ name, definition }) =>
      namesIn(JSON.parse(definition)).map((state) => `${name}/${state}`),
    );
    const rows = dongying.announcements.states.map(({ machine, state }) => `${machine}/${state}`);
    expect(rows.toSorted()).toEqual(expected.toSorted());
  });
});

describe('letters', () => {
  const letter = (files: Mutable, id: string): Mutable => files['letters'].find((entry: Mutable) => entry['id'] === id);

  it.each<[string, (files: Mutable) => void, object]>([
    [
      'an unknown variable',
      (files) => letter(files, 'acceptance')['after'].push('{idNumber}'),
      { file: 'letters.json', value: 'idNumber', text: 'an unknown variable' },
    ],
    [
      'an unknown variable in the mark of a provisional date',
      (files) => (letter(files, 'acceptance')['provisional'] += '{disability}'),
      { file: 'letters.json', value: 'disability', text: 'an unknown variable' },
    ],
    [
      'one of the three missing',
      (files) => (files['letters'] = files['letters'].filter((entry: Mutable) => entry['id'] !== 'refusal')),
      { file: 'letters.json', value: 'refusal', text: 'a letter is missing or stands twice' },
    ],
  ])('are refused at load with %s', (_, change, problem) => {
    expect(problemsWith(change)).toContainEqual(expect.objectContaining(problem));
  });
});

it('no text of the pack speaks of health, or holds a number of a person', () => {
  const texts = JSON.stringify([dongying.messageTemplates, dongying.letters]);
  expect(texts).not.toMatch(/重病|残疾|疾病|身份证/);
  expect(texts).not.toMatch(/(?<!\d)(\d{17}[\dX]|1[3-9]\d{9})(?!\d)/);
});
