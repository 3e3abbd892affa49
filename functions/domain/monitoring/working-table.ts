import type { Feed, FeedField } from '../../../policy/feeds/schema.ts';

export type WorkingType = 'bigint' | 'varchar' | 'integer' | 'date';

export interface WorkingColumn {
  readonly name: string;
  readonly type: WorkingType;
}

/**
 * What an indicator's SQL finds in the table of a feed: its own fields as they rest, and `person` and `household` as the run's
 * pseudonyms, which mean nothing in the next run. `residents` also has `birth` and `sex`, read off the number, and `seat`: the
 * member's place in the household in an order that stays the same from run to run, to choose one of them by.
 */
export function workingColumns(feed: Feed): readonly WorkingColumn[] {
  const own = feed.fields.flatMap((field): WorkingColumn[] => {
    const type = typeOf(field);
    return type === undefined ? [] : [{ name: field.id, type }];
  });
  return [{ name: 'person', type: 'bigint' }, ...own, ...(feed.id === POPULATION ? ofPopulation : [])];
}

const ofPopulation: readonly WorkingColumn[] = [
  { name: 'birth', type: 'date' },
  { name: 'sex', type: 'varchar' },
  { name: 'seat', type: 'integer' },
];

/** The feed that holds everybody. */
export const POPULATION = 'residents';

function typeOf({ kind }: FeedField): WorkingType | undefined {
  switch (kind) {
    case 'id-number':
    case 'name':
    case 'sealed':
      return undefined;
    case 'household':
    case 'yuan':
      return 'bigint';
    case 'text':
    case 'code':
    case 'area':
      return 'varchar';
    case 'date':
      return 'date';
    case 'integer':
      return 'integer';
  }
}
