import { describe, expect, it } from 'vitest';
import { readConfig } from '../../infra/config.ts';
import { omissions } from '../../infra/emulator.ts';
import { cloudHouse } from '../../infra/house.ts';
import { bareApp, partitions, synthesise } from './synthesised.ts';
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

  it('may be deleted, which what an account gets may not', () => {
    const protection = (given: Readonly<Record<string, string>>) => {
      const { data, audit } = cloudHouse(bareApp(), readConfig(given));
      return [data.terminationProtection, audit.terminationProtection];
    };
    expect(protection({ profile: 'emulator' })).toEqual([false, false]);
    for (const partition of partitions) expect(protection({ partition })).toEqual([true, true]);
  });

  it.each(partitions)('is not what an account of %s gets: there nothing is omitted', (partition) => {
    const account = typesOf({ partition });
    expect(Object.keys(omissions).filter((type) => !account.has(type))).toEqual([]);
  });
});
