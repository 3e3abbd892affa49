import { isLetterVariable, letterIdSchema, letterVariables } from './letter-schema.ts';
import { placeholdersIn } from './message-schema.ts';
import { isMessageVariable, messageVariables } from './vocabulary.ts';
import type { PolicyProblem } from './problem.ts';
import type { PolicyPack } from './schema.ts';

/** A line break in a title would let its text write further headers of a mail. */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;
/** In a body lines may end; nothing else may stand there that does not show. */
const CONTROL_BUT_LINE_END = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}]/u;

type Problem = Omit<PolicyProblem, 'file'>;

/** What is wrong with the texts of messages and with the table that says who gets them. */
export function messageProblems(pack: PolicyPack): PolicyProblem[] {
  return [
    ...pack.messageTemplates.flatMap(templateProblems).map((found) => ({ file: 'message-templates.json', ...found })),
    ...letterProblems(pack).map((found) => ({ file: 'letters.json', ...found })),
    ...announcementProblems(pack).map((found) => ({ file: 'announcements.json', ...found })),
  ];
}

/** Of a text with placeholders, and of the list that declares them. */
export function textProblems(
  path: string,
  texts: readonly { readonly at: string; readonly text: string; readonly isLine: boolean }[],
  variables: readonly string[],
  isKnown: (name: string) => boolean,
  known: readonly string[],
): Problem[] {
  const used = new Set(texts.flatMap(({ text }) => placeholdersIn(text)));
  return [
    ...texts.flatMap(({ at, text, isLine }) =>
      (isLine ? CONTROL : CONTROL_BUT_LINE_END).test(text)
        ? [
            {
              path: `${path}.${at}`,
              value: text,
              text: isLine ? 'has a line break or control character' : 'has a control character',
              remedy: 'Write it on one line, in visible characters.',
            },
          ]
        : [],
    ),
    ...texts.flatMap(({ at, text }) =>
      placeholdersIn(text).flatMap((name) => {
        if (!isKnown(name)) return [unknown(`${path}.${at}`, name, known)];
        if (variables.includes(name)) return [];
        const remedy = `Add "${name}" to its variables.`;
        return [{ path: `${path}.${at}`, value: name, text: 'a variable that is not declared', remedy }];
      }),
    ),
    ...texts.flatMap(({ at, text }) =>
      /[{}]/.test(text.replaceAll(/\{[^{}]*\}/g, ''))
        ? [{ path: `${path}.${at}`, value: text, text: 'a brace without its partner', remedy: 'Write {name}.' }]
        : [],
    ),
    ...variables.flatMap((name, index) => {
      const here = `${path}.variables.${index}`;
      if (!isKnown(name)) return [unknown(here, name, known)];
      if (used.has(name)) return [];
      return [{ path: here, value: name, text: 'declared and not used', remedy: 'Use it or leave it out.' }];
    }),
  ];
}

const unknown = (path: string, value: string, known: readonly string[]): Problem => ({
  path,
  value,
  text: 'an unknown variable',
  remedy: `Known are: ${known.join(', ')}.`,
});

function templateProblems(
  { title, body, variables }: PolicyPack['messageTemplates'][number],
  index: number,
): Problem[] {
  const texts = [
    { at: 'title', text: title, isLine: true },
    { at: 'body', text: body, isLine: false },
  ];
  return textProblems(`${index}`, texts, variables, isMessageVariable, Object.keys(messageVariables));
}

function letterProblems({ letters }: PolicyPack): Problem[] {
  const absent = letterIdSchema.options.filter((id) => letters.filter((letter) => letter.id === id).length !== 1);
  const known = Object.keys(letterVariables);
  return [
    ...absent.map((id) => ({
      path: '(whole file)',
      value: id,
      text: 'a letter is missing or stands twice',
      remedy: 'Write each letter once.',
    })),
    ...letters.flatMap(({ title, before, after, provisional, variables }, index) => {
      const texts = [
        { at: 'title', text: title, isLine: true },
        ...before.map((text, at) => ({ at: `before.${at}`, text, isLine: true })),
        ...after.map((text, at) => ({ at: `after.${at}`, text, isLine: true })),
        ...(provisional === undefined ? [] : [{ at: 'provisional', text: provisional, isLine: true }]),
      ];
      return textProblems(`${index}`, texts, variables, isLetterVariable, known);
    }),
  ];
}

function announcementProblems({ messageTemplates, announcements }: PolicyPack): Problem[] {
  const templates = new Set(messageTemplates.map(({ id }) => id));
  const events = announcements.events.map(({ event }) => event);
  const rows = announcements.events.map(({ event, taskKind }) => `${event}/${taskKind ?? ''}`);
  const states = announcements.states.map(({ machine, state }) => `${machine}/${state}`);
  const eitherOr = (path: string, told: unknown, none: unknown): Problem[] =>
    (told === undefined) === (none === undefined)
      ? [{ path, value: none, text: 'tells somebody and nobody', remedy: 'Say who is told, or why nobody is.' }]
      : [];
  const twice = (part: string, names: readonly string[]): Problem[] =>
    names.flatMap((name, index) =>
      names.indexOf(name) < index
        ? [{ path: `${part}.${index}`, value: name, text: 'stands twice', remedy: 'Keep one of them.' }]
        : [],
    );
  return [
    ...twice('events', rows),
    ...twice('states', states),
    ...announcements.events.flatMap(({ announce, none }, index) => [
      ...eitherOr(`events.${index}`, announce, none),
      ...(announce ?? []).flatMap(({ template }, at) =>
        templates.has(template)
          ? []
          : [
              {
                path: `events.${index}.announce.${at}.template`,
                value: template,
                text: 'no such template',
                remedy: 'Add it to message-templates.json or correct the id.',
              },
            ],
      ),
    ]),
    ...announcements.states.flatMap(({ through, none }, index) => [
      ...eitherOr(`states.${index}`, through, none),
      ...(through ?? []).flatMap((event, at) =>
        events.includes(event)
          ? []
          : [
              {
                path: `states.${index}.through.${at}`,
                value: event,
                text: 'no such event in this table',
                remedy: 'Name an event that has a row above.',
              },
            ],
      ),
    ]),
  ];
}
