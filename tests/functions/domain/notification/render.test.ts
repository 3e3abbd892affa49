import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPositions, writePositions } from '../../../../functions/domain/notification/cursor.ts';
import { rendered } from '../../../../functions/domain/notification/render.ts';

describe('a rendered message', () => {
  it('has its values, and says where one is not known', () => {
    expect(rendered({ title: '{task}', body: '{receipt},{dueOn}' }, { task: '公示', receipt: 'R1' })).toEqual({
      title: '公示',
      body: 'R1,(未载明)',
    });
  });

  it('keeps its title on one line, whatever a value brings, and brings no value to life twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const { title, body } = rendered({ title: '催办:{by}', body: '{by}请您办理' }, { by: value });
        expect(title).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
        expect(body.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
      }),
    );
    expect(rendered({ title: '{by}', body: 'x' }, { by: '{receipt}', receipt: 'R1' }).title).toBe('{receipt}');
  });
});

describe('a cursor over mailboxes', () => {
  const positions = fc.dictionary(
    fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }).filter((name) => name !== '__proto__'),
    fc.integer({ min: 1, max: 99_999_999 }),
    { maxKeys: 5 },
  );

  it('comes back as it was written', () => {
    fc.assert(
      fc.property(positions, (given) => {
        expect(readPositions(writePositions(given))).toEqual({ ...given });
      }),
    );
  });

  it('is refused where it is none of ours', () => {
    for (const text of ['', 'x', 'a=0', 'a=-1', 'a=1.5', 'a=1&', '%=1', '%ff=1', 'a=123456789', 'a=1&b']) {
      expect([text, readPositions(text)]).toEqual([text, undefined]);
    }
    fc.assert(fc.property(fc.string(), (text) => void readPositions(text)));
  });
});
