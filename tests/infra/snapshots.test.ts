import { describe, expect, it } from 'vitest';
import { defaultRegions } from '../../infra/config.ts';
import { synthesised } from './synthesised.ts';
import type { Partition } from './synthesised.ts';
import { templateText } from './template-text.ts';

const { templates } = synthesised();
const stacks = Object.keys(templates).filter((name): name is keyof typeof templates => name in templates);
const textOf = (partition: Partition, stack: keyof typeof templates): string =>
  templateText(synthesised(partition).templates[stack].toJSON());

describe.each(stacks)('the template of the stack %s', (stack) => {
  it('is the one that was looked at', async () => {
    await expect(textOf('aws', stack)).toMatchFileSnapshot(`__snapshots__/${stack}.txt`);
  });

  it('is the same in China, but for the region', () => {
    const inChina = textOf('aws-cn', stack).replaceAll(defaultRegions['aws-cn'], defaultRegions.aws).split('\n');
    const outside = textOf('aws', stack).split('\n');
    expect(inChina.filter((line, at) => line !== outside[at])).toEqual([]);
    expect(inChina).toHaveLength(outside.length);
  });
});
