import { afterEach, describe, expect, it, vi } from 'vitest';
import { emfMetrics } from '../../../../functions/adapters/metrics/emf.ts';

const lines: string[] = [];
const hear = () =>
  vi.spyOn(process.stdout, 'write').mockImplementation((text: unknown) => {
    lines.push(String(text));
    return true;
  });
afterEach(() => {
  vi.restoreAllMocks();
  lines.length = 0;
});

describe('emfMetrics', () => {
  it('writes each figure as one line that CloudWatch reads, by the house and nothing else', () => {
    hear();
    const metrics = emfMetrics('Yimen');
    metrics.put('BellLatencyMs', 120);
    metrics.put('BellLatencyMs', 80);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      {
        _aws: {
          CloudWatchMetrics: [
            {
              Namespace: 'yimen',
              Dimensions: [['service']],
              Metrics: [{ Name: 'BellLatencyMs', Unit: 'Milliseconds' }],
            },
          ],
        },
        service: 'Yimen',
        BellLatencyMs: 120,
      },
      { BellLatencyMs: 80 },
    ]);
  });

  it('keeps silent about what is no figure instead of failing the work that it watches', () => {
    hear();
    emfMetrics('Yimen').put('OutboxLagSeconds', Number.NaN);
    expect(lines).toEqual([]);
  });
});
