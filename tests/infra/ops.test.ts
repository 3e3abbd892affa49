import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Template } from 'aws-cdk-lib/assertions';
import { alarms, descriptionOf } from '../../infra/alarms.ts';
import { readConfig } from '../../infra/config.ts';
import { cloudHouse } from '../../infra/house.ts';
import { machines } from '../../workflows/index.ts';
import { bareApp, listed, type Part, partitions, statementsOf, synthesised } from './synthesised.ts';

const pages = readdirSync('docs/runbooks')
  .map((file) => file.replace(/\.md$/, ''))
  .filter((name) => name !== 'README');

describe('the list of alarms', () => {
  it('has a page for each, and each page an alarm', () => {
    expect([...new Set(alarms.map(({ runbook }) => runbook))].toSorted()).toEqual(pages.toSorted());
  });

  it('says in Chinese what people notice, and where to read on', () => {
    for (const kind of alarms) {
      expect(kind.says).toMatch(/^\p{Script=Han}.*。$/u);
      expect(descriptionOf(kind)).toContain(`docs/runbooks/${kind.runbook}.md`);
    }
    expect(new Set(alarms.map(({ name }) => name)).size).toBe(alarms.length);
  });
});

describe.each(partitions)('alarms for %s', (partition) => {
  const { resources, all, templates } = synthesised(partition);
  const made = resources('ops', 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties);
  const composite = resources('ops', 'AWS::CloudWatch::CompositeAlarm').map(([, { Properties }]) => Properties);
  const named = (prefix: string) => made.filter(({ AlarmName }) => AlarmName.startsWith(`Yimen-${prefix}`));
  const text = JSON.stringify(made);

  it('come from the list, each with its description', () => {
    const kinds = new Set([...made, ...composite].map((one) => String(one.AlarmName).split('-')[1] ?? ''));
    expect([...kinds].toSorted()).toEqual(alarms.map(({ name }) => name).toSorted());
    for (const { AlarmName, AlarmDescription } of [...made, ...composite]) {
      const kind = alarms.find(({ name }) => AlarmName.split('-')[1] === name);
      expect(AlarmDescription).toBe(descriptionOf(kind!));
    }
  });

  it('watch every machine, every function and every queue of failures', () => {
    expect(named('Executions')).toHaveLength(machines.length);
    expect(named('Function')).toHaveLength(all('AWS::Lambda::Function').length);
    expect(named('DeadLetters')).toHaveLength(all('AWS::SQS::Queue').length);
    for (const metric of ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted', 'ExecutionThrottled']) {
      expect(text.match(new RegExp(`"${metric}"`, 'g'))).toHaveLength(machines.length);
    }
  });

  it('ring when a sweep does not even run, and when nobody even tried to anchor', () => {
    expect(named('SweepMissing')).toMatchObject([
      {
        Statistic: 'SampleCount',
        ComparisonOperator: 'LessThanThreshold',
        Threshold: 1,
        TreatMissingData: 'breaching',
      },
    ]);
    expect(named('AnchorAge')).toMatchObject([{ TreatMissingData: 'breaching', Threshold: 26 }]);
    // Over more than a day CloudWatch looks only in periods of an hour and more, and over a week at the most.
    for (const { Period, EvaluationPeriods } of made) {
      const seconds = (Period ?? 300) * EvaluationPeriods;
      expect(seconds).toBeLessThanOrEqual((Period ?? 300) >= 3600 ? 7 * 86_400 : 86_400);
    }
  });

  it('look at no more metrics than CloudWatch allows, and at none that China lacks', () => {
    for (const { Metrics = [] } of made) {
      expect(Metrics.filter(({ MetricStat }: Part) => MetricStat !== undefined).length).toBeLessThanOrEqual(10);
    }
    expect(text).not.toMatch(/AsyncEvent|XRay|ANOMALY_DETECTION|SEARCH\(/);
  });

  it('tell people once: what is part of another alarm is heard through it', () => {
    const [standsStill] = composite;
    const parts = JSON.stringify(standsStill!.AlarmRule).match(
      /(OldestDue|SweepMissing|OutboxLag|BellLatency|StreamBehind)/g,
    );
    expect(new Set(parts).size).toBe(5);
    expect(standsStill!.AlarmActions).toHaveLength(1);
    const silent = made
      .filter(({ AlarmActions }) => AlarmActions === undefined)
      .map(({ AlarmName }) => String(AlarmName));
    expect(silent.toSorted()).toEqual(
      ['BellLatency', 'OldestDue', 'OutboxLag', 'StreamBehind-Courier', 'StreamBehind-Outbox', 'SweepMissing'].map(
        (name) => `Yimen-${name}`,
      ),
    );
  });

  it('go through a sealed topic into which only CloudWatch of this account writes', () => {
    const [topic] = resources('ops', 'AWS::SNS::Topic');
    expect(topic![1].Properties['KmsMasterKeyId']['Fn::GetAtt'][0]).toMatch(/^AlarmKey/);
    const [policy] = resources('ops', 'AWS::SNS::TopicPolicy');
    expect(policy![1].Properties['PolicyDocument'].Statement).toEqual([
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      expect.objectContaining({
        Action: 'sns:Publish',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      }),
    ]);
    expect(resources('ops', 'AWS::SNS::Subscription')).toEqual([]);
  });

  it('stand on one page, with a picture of each', () => {
    const [dashboard] = resources('ops', 'AWS::CloudWatch::Dashboard');
    const body = JSON.stringify(dashboard![1].Properties['DashboardBody']);
    const pictured = alarms.filter(({ watches }) => watches.of !== 'alarms');
    expect(pictured.filter(({ title }) => !body.includes(title))).toEqual([]);
    expect(Object.keys(templates.ops.toJSON()['Resources']).length).toBeGreaterThan(40);
  });
});

describe('whoever is to be called', () => {
  it.each([
    ['ops@example.org', 'email'],
    ['https://relay.example.org/alarms', 'https'],
  ])('%s subscribes by %s', (alarmsTo, Protocol) => {
    const { ops } = cloudHouse(bareApp(), readConfig({ alarmsTo }));
    const made = Object.values(Template.fromStack(ops).findResources('AWS::SNS::Subscription'));
    expect(made).toMatchObject([{ Properties: { Protocol, Endpoint: alarmsTo } }]);
  });
});

describe('the redrive', () => {
  const { resources } = synthesised();
  const [made] = resources('workflow', 'AWS::Lambda::Function').filter(([id]) => id.startsWith('Redrive'));
  const statements: Part[] = statementsOf(made![1].Properties['Role']['Fn::GetAtt'][0], 'workflow');
  const allowed = (action: string) =>
    JSON.stringify(statements.filter(({ Action }) => [Action].flat().includes(action)));

  it('reads and strikes off in every queue of failures', () => {
    const queues = resources('workflow', 'AWS::SQS::Queue').map(([id]) => id);
    expect(queues.length).toBeGreaterThan(3);
    for (const queue of queues) {
      expect(allowed('sqs:ReceiveMessage')).toContain(queue);
      expect(allowed('sqs:DeleteMessage')).toContain(queue);
    }
    expect(Object.keys(made![1].Properties['Environment'].Variables)).not.toContain('TABLE_NAME');
  });

  it('may call the consumers and the import, start the scan, and nothing else', () => {
    expect(
      allowed('lambda:InvokeFunction')
        .match(/"(\w+?)Function\w+"/g)
        ?.map((name) => name.slice(1, 7)),
    ).toEqual(['Courie', 'Import', 'Outbox']);
    expect(allowed('states:StartExecution')).toContain('DiscoveryScan');
    const actions = statements
      .flatMap(({ Action }) => listed(Action).map(String))
      .filter((action) => !action.startsWith('logs:'));
    expect([...new Set(actions)].toSorted()).toEqual([
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
      'kms:Decrypt',
      'lambda:InvokeFunction',
      'sqs:DeleteMessage',
      'sqs:ReceiveMessage',
      'states:StartExecution',
    ]);
  });
});

describe('a rule that cannot deliver', () => {
  it('may write what it could not into a queue that our key seals', () => {
    const keys = JSON.stringify(synthesised().resources('data', 'AWS::KMS::Key'));
    expect(keys).toContain('{"Service":"events.amazonaws.com"}');
  });
});
