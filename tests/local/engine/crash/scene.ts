/** The machines and doors of the crash test: the same for the process that is killed and for its uninterrupted twin. */
import type { Json, JsonObject } from '../../../../local/engine/json.ts';

const TASK = 'arn:aws:states:::lambda:invoke';
const soon = '{% $fromMillis($millis() + 40) %}';

const machine = (states: object): string =>
  JSON.stringify({ QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states });

const work = (step: number, next: object): object => ({
  Type: 'Task',
  Resource: TASK,
  Arguments: { FunctionName: 'work', Payload: { name: '{% $states.input.name %}', step } },
  Assign: { done: `{% $append($done, $states.result.Payload.value) %}` },
  Output: '{% $states.input %}',
  ...next,
});

export const MACHINES: Readonly<Record<string, string>> = {
  child: machine({
    Pause: { Type: 'Wait', Timestamp: soon, Next: 'Begin' },
    Begin: { Type: 'Pass', Assign: { done: [] }, Next: 'One' },
    One: work(100, { Next: 'Answer' }),
    Answer: { Type: 'Pass', Output: '{% { "done": [$done] } %}', End: true },
  }),
  parent: machine({
    Begin: { Type: 'Pass', Assign: { done: [] }, Next: 'One' },
    One: work(1, { Next: 'Both' }),
    Both: {
      Type: 'Parallel',
      Branches: [
        {
          StartAt: 'Ask',
          States: {
            Ask: {
              Type: 'Task',
              Resource: `${TASK}.waitForTaskToken`,
              Arguments: {
                FunctionName: 'open',
                Payload: { name: '{% $states.input.name %}', token: '{% $states.context.Task.Token %}' },
              },
              TimeoutSeconds: 600,
              End: true,
            },
          },
        },
        {
          StartAt: 'Sleep',
          States: {
            Sleep: { Type: 'Wait', Timestamp: soon, Next: 'Slept' },
            Slept: { Type: 'Pass', Output: 'slept', End: true },
          },
        },
        {
          StartAt: 'Call',
          States: {
            Call: {
              Type: 'Task',
              Resource: 'arn:aws:states:::states:startExecution.sync:2',
              Arguments: {
                StateMachineArn: 'child',
                Name: '{% $states.input.name & "-child" %}',
                Input: { name: '{% $states.input.name %}' },
              },
              Output: '{% $states.result.Output %}',
              End: true,
            },
          },
        },
      ],
      Output: '{% { "name": $states.input.name, "branches": $states.result } %}',
      Next: 'Two',
    },
    Two: work(2, { Next: 'Flaky' }),
    Flaky: {
      Type: 'Task',
      Resource: TASK,
      Arguments: { FunctionName: 'fail' },
      Retry: [{ ErrorEquals: ['Flaky'], IntervalSeconds: 1, MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ['Flaky'], Output: '{% $states.input %}', Next: 'Done' }],
      End: true,
    },
    Done: { Type: 'Pass', Output: '{% { "all": $states.input, "done": [$done] } %}', End: true },
  }),
};

export const answerOf = (name: string): Json => ({ decided: name });

export function doWork({ name, step }: JsonObject): Json {
  return { value: `${String(JSON.stringify(name))}:${String(JSON.stringify(step))}` };
}

export function flaky(): never {
  throw Object.assign(new Error('always'), { name: 'Flaky' });
}
