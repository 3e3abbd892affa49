import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gb18030Encoder } from '../../../local/population/gb18030.ts';

const encode = gb18030Encoder();
const decoder = new TextDecoder('gb18030', { fatal: true });

describe('GB18030', () => {
  it('reads back what was written, whatever characters of the two-byte range it was', () => {
    const han = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCharCode(code));
    const ascii = fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code));
    fc.assert(
      fc.property(fc.array(fc.oneof(han, ascii, fc.constantFrom('·', '张', '，')), { maxLength: 60 }), (characters) => {
        const text = characters.join('');
        expect(decoder.decode(encode(text))).toBe(text);
      }),
    );
  });

  it('does not write what would be read as something else', () => {
    expect(() => encode('𠮷')).toThrow(RangeError);
  });
});
