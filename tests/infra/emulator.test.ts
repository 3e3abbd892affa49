import { describe, expect, it } from 'vitest';
import { omissions } from '../../infra/emulator.ts';
import { partitions, synthesise } from './synthesised.ts';
import type { Part } from './synthesised.ts';

function typesOf(given: Parameters<typeof synthesise>[0]): ReadonlyMap<string, number> {
  const { templates } = synthesise(given);
  const types = Object.values(templates).flatMap((template) =>
    Object.values<Part>(template.toJSON()['Resources']).map(({ Type }) => String(Type)),
  );
  return new Map([...new Set(types)].map((type) => [type, types.filter((each) => each === type).length]));
}

describe('the profile for an emulator', () => {
  const emulator = typesOf({ partition: 'aws', stage: 'test', profile: 'emulator' });

  it('lacks what is listed, and nothing besides', () => {
    const account = typesOf({ partition: 'aws', stage: 'test' });
    const missing = [...account].filter(([type, count]) => emulator.get(type) !== count).map(([type]) => type);
    expect(missing.toSorted()).toEqual(Object.keys(omissions).toSorted());
    expect(Object.keys(omissions).filter((type) => emulator.has(type))).toEqual([]);
    expect([...emulator.keys()].filter((type) => !account.has(type))).toEqual([]);
  });

  it.each(partitions)('is not what an account of %s gets: there nothing is omitted', (partition) => {
    const account = typesOf({ partition });
    expect(Object.keys(omissions).filter((type) => !account.has(type))).toEqual([]);
  });
});
