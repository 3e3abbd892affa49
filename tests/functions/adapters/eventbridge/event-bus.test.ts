import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createEventBus } from '../../../../functions/adapters/eventbridge/event-bus.ts';
import { caseId, taskId } from '../../../../functions/domain/values/ids.ts';

const bus = mockClient(EventBridgeClient);
const channel = createEventBus({ client: new EventBridgeClient({ region: 'eu-west-1' }), busName: 'city' });
const message = {
  messageId: 'C1.confirmation.1#finish.overdue@2026-03-20',
  template: 'task-overdue',
  title: '已逾期:审核确认',
  body: '审核确认(牛庄镇,受理编号C1)的期限已届满。',
  to: ['unit:county-civil-affairs-370502'],
  caseId: caseId('C1'),
  taskId: taskId('C1.confirmation.1'),
  at: Date.parse('2026-03-23T01:00:00Z'),
};

describe('the event bus', () => {
  beforeEach(() => bus.reset());

  it('gets ids, template and mailboxes of a message, and no text', async () => {
    bus.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [{ EventId: 'e1' }] });
    expect(await channel.send(message, 'bus')).toEqual({ kind: 'sent' });
    const [entry] = bus.commandCalls(PutEventsCommand)[0]!.args[0].input.Entries!;
    expect(entry).toMatchObject({ EventBusName: 'city', Source: 'yimen.notifications', DetailType: 'task-overdue' });
    expect(JSON.parse(entry!.Detail!)).toEqual({
      schemaVersion: 1,
      messageId: message.messageId,
      template: 'task-overdue',
      to: message.to,
      caseId: 'C1',
      taskId: 'C1.confirmation.1',
    });
    expect(JSON.stringify(entry)).not.toMatch(/[一-鿿]/);
  });

  it('says so where the bus answered but took nothing', async () => {
    bus.on(PutEventsCommand).resolves({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'ThrottlingException' }] });
    expect(await channel.send(message, 'bus')).toEqual({ kind: 'failed', why: 'ThrottlingException' });
  });

  it('names the failure and repeats nothing of what the service wrote', async () => {
    const refused = Object.assign(new Error('not authorized: arn:…'), { name: 'AccessDeniedException' });
    bus.on(PutEventsCommand).rejects(refused);
    expect(await channel.send(message, 'bus')).toEqual({ kind: 'failed', why: 'AccessDeniedException' });
  });
});
