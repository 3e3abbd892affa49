import { describe, expect, it } from 'vitest';
import { terminationWork } from '../../functions/domain/termination/desks.ts';
import { terminationDesk } from '../../functions/domain/termination/desks.ts';
import { terminationTaskKinds } from '../../functions/domain/termination/vocabulary.ts';
import { machines } from '../../workflows/index.ts';

interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly Resource?: string;
  readonly Arguments?: { readonly FunctionName?: string; readonly Input?: { readonly kind?: string } };
  readonly Choices?: readonly { readonly Condition: string; readonly Next: string }[];
  readonly Catch?: readonly { readonly Next: string }[];
}

const definition = machines.find(({ name }) => name === 'termination')!.definition;
const { States } = JSON.parse(definition) as { States: Readonly<Record<string, State>> };

const nextOf = (name: string): readonly string[] => {
  const { Next, Default, Choices = [], Catch = [] } = States[name]!;
  return [Next, Default, ...[...Choices, ...Catch].map((way) => way.Next)].filter((next) => next !== undefined);
};

/** Everything that can be reached from the beginning of the procedure when some states are taken out. */
function reached(...without: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = ['CheckAid'];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name) || without.includes(name)) continue;
    seen.add(name);
    open.push(...nextOf(name));
  }
  return seen;
}

const doorOf = (name: string) => States[name]?.Arguments?.FunctionName;
const people = Object.entries(States).flatMap(([name, { Arguments }]) =>
  Arguments?.Input?.kind === undefined ? [] : [{ name, kind: Arguments.Input.kind }],
);

describe('the procedure of termination', () => {
  it('touches aid in two states alone, each by a door of its own', () => {
    const doors = Object.keys(States).filter((name) => doorOf(name) !== undefined);
    expect(doors.map((name) => [name, doorOf(name)])).toEqual([
      ['EndAid', '${EndAid}'],
      ['ChangeAid', '${ChangeAid}'],
      // Opens an application, and touches no aid.
      ['FileNextTier', '${FileNextTier}'],
    ]);
    expect([...reached()].toSorted()).toEqual(
      Object.keys(States)
        .filter((name) => name !== 'Resume')
        .toSorted(),
    );
  });

  it.each([
    ['the check by a person', ['CheckAid']],
    ['the confirmation by another', ['ConfirmEnd']],
    ['notice or reasons told', ['TerminationNotice', 'TellReasons']],
  ])('has no way to the end of aid without %s', (_, without) => {
    expect(reached(...without)).not.toContain('EndAid');
  });

  it('has no way to a change of aid without check and confirmation', () => {
    expect(reached('CheckAid')).not.toContain('ChangeAid');
    expect(reached('ConfirmChange')).not.toContain('ChangeAid');
  });

  it('comes from notice and hearing to the confirmation, and from the confirmation alone to the end', () => {
    const before = (name: string) => Object.keys(States).filter((other) => nextOf(other).includes(name));
    // A rebuilt execution finds the decisions of its case; the door asks for them all again.
    expect(before('EndAid')).toEqual(['Resume', 'EndConfirmed']);
    expect(before('ConfirmEnd').toSorted()).toEqual(['AnswerRecorded', 'NoticeEnded', 'ReasonsTold', 'Resume']);
    expect(States['EndConfirmed']?.Choices?.find(({ Next }) => Next === 'EndAid')?.Condition).toBe(
      "{% $last.outcome = 'confirmed' %}",
    );
  });

  it('lets time close nothing but the notice, which leads to a person', () => {
    const expired = Object.entries(States).flatMap(([name, { Choices = [] }]) =>
      Choices.filter(({ Condition }) => Condition.includes('expired')).map(({ Next }) => [name, Next]),
    );
    expect(expired).toEqual([['NoticeEnded', 'ConfirmEnd']]);
    expect(Object.values(States).filter(({ Type }) => Type === 'Wait')).toEqual([]);
    const head = { delegated: false };
    const byTime = terminationTaskKinds.filter((kind) => terminationDesk(kind, head)?.endsByTime !== undefined);
    expect(byTime).toEqual(['termination-notice']);
  });

  it('gives every decision to people of a desk, and every kind of work to one state', () => {
    expect(people.map(({ kind }) => kind).toSorted()).toEqual([...terminationTaskKinds].toSorted());
    for (const { name, kind } of people) {
      const desk = terminationDesk(kind, { delegated: false });
      expect(desk?.stage).toBe(name);
      expect(desk?.title).toBe(terminationWork[kind as keyof typeof terminationWork].title);
      expect((desk?.roles.length ?? 0) > 0).toBe(kind !== 'termination-notice');
    }
  });
});
