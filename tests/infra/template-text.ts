import * as z from 'zod';

const template = z.object({
  Parameters: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(z.string(), z.record(z.string(), z.unknown())),
  Outputs: z.record(z.string(), z.unknown()).default({}),
});

/** Where a machine's file says it all, and what a bundle's or CDK's own content decides. */
const elsewhere = new Set(['DefinitionString', 'Metadata', 'S3Key', 'Content', 'Tags', 'PolicyName']);

/**
 * A template as text to review: a paragraph for each resource, a line for each property, an entry of a list on a line of its own;
 * references as `${Resource.Attribute}`. Definitions of machines, hashes of assets and what repeats a name are left out.
 */
export function templateText(given: unknown): string {
  const { Parameters, Resources, Outputs } = template.parse(given);
  const paragraphs = [
    ...Object.entries(Resources).map(([id, { Type, Properties = {}, ...more }]) => {
      const { Metadata: _metadata, ...attributes } = more;
      return [`${id} ${String(Type)}`, ...linesOf({ ...attributes, ...Object(Properties) })];
    }),
    ['Parameters', ...linesOf(Parameters)],
    ['Outputs', ...linesOf(Outputs)],
  ];
  return `${paragraphs.map((lines) => lines.join('\n  ')).join('\n')}\n`;
}

function linesOf(properties: object): readonly string[] {
  return Object.entries(properties).flatMap(([name, value]) => {
    if (elsewhere.has(name)) return [];
    const plain = name === 'PolicyDocument' || name === 'KeyPolicy' ? Object(value)['Statement'] : value;
    const short = shortened(plain);
    return Array.isArray(short) && short.length > 1
      ? [`${name}:`, ...short.map((entry) => `  ${JSON.stringify(entry)}`)]
      : [`${name}: ${typeof short === 'string' ? short : JSON.stringify(short)}`];
  });
}

/** Intrinsic functions as the texts that they become. */
function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shortened);
  if (typeof value !== 'object' || value === null) return value;
  const [first, ...more] = Object.entries(value);
  if (first !== undefined && more.length === 0) {
    const [name, argument] = first;
    if (name === 'Ref') return `\${${String(argument)}}`;
    if (name === 'Fn::GetAtt' && Array.isArray(argument)) return `\${${argument.join('.')}}`;
    if (name === 'Fn::ImportValue') return `\${${String(argument)}}`;
    if (name === 'Fn::Join' && Array.isArray(argument) && Array.isArray(argument[1])) {
      return argument[1].map((part) => String(shortened(part))).join(String(argument[0]));
    }
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) => (elsewhere.has(key) ? [] : [[key, shortened(part)]])),
  );
}
