import type { Feed, FeedField } from '../../../../policy/feeds/schema.ts';

/** The whole population: the one dataset that keeps sealed identities of all its people. */
export const POPULATION = 'residents';

type ColumnType = 'varchar' | 'bigint' | 'integer' | 'date';

interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

/** Columns of `ports/lake.ts` `commonColumns`, in the order in which rows are written. */
const common = ['row_id', 'person', 'name_key', 'id_area_key', 'id_birth', 'id_serial_key', 'identity'] as const;

export const IDENTITY_AT = common.indexOf('identity');

const text = (name: string): Column => ({ name, type: 'varchar' });

/** What rests of a feed: the common columns, of the population birth and sex, and the fields that are no identity. */
export function datasetColumns(feed: Feed): readonly Column[] {
  const own = restingFields(feed).map(({ field }): Column => ({ name: field.id, type: typeOf(field.kind) }));
  const ofPopulation: readonly Column[] = feed.id === POPULATION ? [{ name: 'birth', type: 'date' }, text('sex')] : [];
  return [...common.map(text), ...ofPopulation, ...own];
}

/** The feed's fields that become columns of their own, with their positions. The first number and name are common columns. */
export function restingFields(feed: Feed): readonly { readonly field: FeedField; readonly at: number }[] {
  const first = (kind: FeedField['kind']) => feed.fields.findIndex((field) => field.kind === kind);
  const person = first('id-number');
  const name = first('name');
  return feed.fields.flatMap((field, at) =>
    at === person || at === name || field.kind === 'sealed' ? [] : [{ field, at }],
  );
}

function typeOf(kind: FeedField['kind']): ColumnType {
  switch (kind) {
    case 'yuan':
      return 'bigint';
    case 'integer':
      return 'integer';
    case 'date':
      return 'date';
    case 'id-number':
    case 'name':
    case 'household':
    case 'sealed':
    case 'text':
    case 'code':
    case 'area':
      return 'varchar';
  }
}
