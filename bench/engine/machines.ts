/** The machines that are measured. */
const choice = (path: object, jsonata: object) => ({ path, jsonata });
const { path, jsonata } = choice(
  { Variable: '$.order.total', NumericGreaterThan: 100 },
  { Condition: '{% $states.input.order.total > 100 %}' },
);

/** Five states, three of them passed with work to do and one choice, in both query languages. */
export const FIVE_JSONPATH = {
  StartAt: 'Take',
  States: {
    Take: { Type: 'Pass', InputPath: '$.order', ResultPath: '$.taken', Next: 'Decide' },
    Decide: { Type: 'Choice', Choices: [{ ...path, Next: 'Large' }], Default: 'Small' },
    Large: {
      Type: 'Pass',
      Parameters: { 'id.$': '$.order.id', size: 'large' },
      ResultPath: '$.result',
      Next: 'Finish',
    },
    Small: {
      Type: 'Pass',
      Parameters: { 'id.$': '$.order.id', size: 'small' },
      ResultPath: '$.result',
      Next: 'Finish',
    },
    Finish: { Type: 'Pass', OutputPath: '$.result', Next: 'Done' },
    Done: { Type: 'Succeed' },
  },
};

export const FIVE_JSONATA = {
  QueryLanguage: 'JSONata',
  StartAt: 'Take',
  States: {
    Take: {
      Type: 'Pass',
      Output: { order: '{% $states.input.order %}', taken: '{% $states.input.order %}' },
      Next: 'Decide',
    },
    Decide: { Type: 'Choice', Choices: [{ ...jsonata, Next: 'Large' }], Default: 'Small' },
    Large: {
      Type: 'Pass',
      Output: { result: { id: '{% $states.input.order.id %}', size: 'large' } },
      Next: 'Finish',
    },
    Small: {
      Type: 'Pass',
      Output: { result: { id: '{% $states.input.order.id %}', size: 'small' } },
      Next: 'Finish',
    },
    Finish: { Type: 'Pass', Output: '{% $states.input.result %}', Next: 'Done' },
    Done: { Type: 'Succeed' },
  },
};

export const INPUT = (n: number) => ({ order: { id: `o-${n}`, total: n % 200, lines: [1, 2, 3] } });

/** One piece of people's work: it waits for its token, with a backstop of months. */
export const WAITING = {
  QueryLanguage: 'JSONata',
  StartAt: 'Open',
  States: {
    Open: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: {
        FunctionName: 'open',
        Payload: { caseId: '{% $states.input.caseId %}', token: '{% $states.context.Task.Token %}' },
      },
      TimeoutSeconds: 25_920_000,
      Output: '{% $states.input %}',
      Next: 'Settle',
    },
    Settle: { Type: 'Succeed' },
  },
};
