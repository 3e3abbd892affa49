import { describe, expect, it } from 'vitest';
import { remembered } from '../../../functions/wiring/remembered.ts';

describe('remembered', () => {
  it('opens once, also when two ask at once', async () => {
    let opened = 0;
    const open = remembered(async () => (opened += 1));
    await expect(Promise.all([open(), open()])).resolves.toEqual([1, 1]);
    await expect(open()).resolves.toBe(1);
  });

  it('tries again after a failure', async () => {
    let opened = 0;
    const open = remembered(async () => {
      opened += 1;
      if (opened === 1) throw new Error('not yet');
      return opened;
    });
    await expect(open()).rejects.toThrow('not yet');
    await expect(open()).resolves.toBe(2);
  });
});
