import type { TownClient } from '../../local/demo/town-client.ts';

interface Recorded {
  readonly type: string;
  readonly actor: string;
  readonly data: unknown;
}

/**
 * What happened in a case, without what differs between two towns that lived the same: ids, blind indexes, times. The two
 * branches that run side by side may open their tasks in either order.
 */
export function storyOf(events: readonly Recorded[], caseId: string): readonly string[] {
  const lines = events.map(({ type, actor, data }) => `${type} ${actor} ${plain(data).replaceAll(caseId, 'CASE')}`);
  const opened = lines.findIndex((line) => line.startsWith('task-opened'));
  return [...lines.slice(0, opened), ...lines.slice(opened, opened + 2).sort(), ...lines.slice(opened + 2)];
}

function plain(data: unknown): string {
  return JSON.stringify(data, (name, value: unknown) =>
    name === 'persons' && Array.isArray(value) ? value.length : value,
  );
}

/** Story, chain and end of a case: equal for two cases that came to the same. */
export async function outcomeOf(client: TownClient, window: string, caseId: string, householdId: string) {
  const { items, isVerified } = await client.events(window, caseId);
  const { status, stage, round, dueOn, recommended } = await client.application(window, caseId);
  const { entries, refusals, pool, gaps, overlaps, ...chain } = await client.chain(window, householdId);
  const tasks = (await client.tasks(window, caseId)).map(
    (task) => `${task.kind}.${task.round} ${task.status} ${task.outcome}`,
  );
  return {
    story: storyOf(items, caseId),
    numbers: items.map(({ seq }) => seq),
    isVerified: isVerified && chain.isVerified,
    end: { status, stage, round, dueOn, recommended },
    tasks: tasks.sort(),
    chain: JSON.parse(
      JSON.stringify({ entries, refusals, pool, gaps, overlaps }, (name, value: unknown) =>
        name === 'person' || name === 'persons' || name === 'caseId' ? undefined : value,
      ),
    ) as unknown,
  };
}
