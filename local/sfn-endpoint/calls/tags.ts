/** Tags of state machines. */
import { readArn, unqualified } from '../arns.ts';
import { Fault } from '../fault.ts';
import type { Fields } from '../fields.ts';
import type { Api, Call } from './call.ts';

const MAX_TAGS = 50;

/** The request's `tags` as a table. */
export function readTags(fields: Fields): Record<string, string> {
  const tags = fields.objects('tags', 200) ?? [];
  const table = Object.fromEntries(
    tags.map((tag) => [tag.required('key', { min: 1, max: 128 }), tag.text('value', { max: 256 }) ?? '']),
  );
  if (Object.keys(table).length > MAX_TAGS) throw tooMany();
  return table;
}

const tooMany = (): Fault => new Fault('TooManyTags', `A resource can have at most ${MAX_TAGS} tags.`);

function resource(fields: Fields, { engine }: Api): string {
  const arn = readArn(fields.required('resourceArn', { min: 1, max: 256 }), 'stateMachine');
  const machineArn = unqualified(arn);
  if (!engine.listStateMachines().some(({ stateMachineArn }) => stateMachineArn === machineArn))
    throw new Fault('ResourceNotFound', `Resource not found: '${arn.text}'`);
  return machineArn;
}

export const tagResource: Call = async (fields, api) => {
  const arn = resource(fields, api);
  if (!fields.has('tags')) throw fields.missing('tags');
  const entry = api.catalogue.of(arn);
  const tags = { ...entry.tags, ...readTags(fields) };
  if (Object.keys(tags).length > MAX_TAGS) throw tooMany();
  await api.catalogue.put(arn, { ...entry, tags });
  return {};
};

export const untagResource: Call = async (fields, api) => {
  const arn = resource(fields, api);
  const keys = fields.list('tagKeys', 200);
  if (keys === undefined) throw fields.missing('tagKeys');
  const entry = api.catalogue.of(arn);
  const tags = Object.fromEntries(Object.entries(entry.tags ?? {}).filter(([key]) => !keys.includes(key)));
  await api.catalogue.put(arn, { ...entry, tags });
  return {};
};

export const listTagsForResource: Call = async (fields, api) => {
  const { tags = {} } = api.catalogue.of(resource(fields, api));
  return { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) };
};
