import * as z from 'zod';

/** What a person asks of the redrive. */
export const redriveSchema = z.strictObject({
  queue: z.string().min(1),
  max: z.int().min(1).max(500).default(50),
});

/** What Lambda leaves of an asynchronous call that failed. */
const failedCall = z.object({
  version: z.literal('1.0'),
  requestContext: z.object({ functionArn: z.string() }),
  requestPayload: z.unknown(),
});

/** What Lambda leaves of a batch of the stream: where it stands, and none of its content. */
const failedBatch = z.object({
  requestContext: z.object({ functionArn: z.string() }),
  DDBStreamBatchInfo: z.object({
    streamArn: z.string(),
    shardId: z.string(),
    startSequenceNumber: z.string().regex(/^\d+$/),
    endSequenceNumber: z.string().regex(/^\d+$/),
  }),
});

/** What a rule of EventBridge leaves: the event as body. */
const ruleAttributes = z.object({ RULE_ARN: z.string(), TARGET_ARN: z.string() });
/** What a schedule leaves: the input of its target as body. */
const scheduleAttributes = z.object({
  SCHEDULE_ARN: z.string(),
  TARGET_ARN: z.string(),
  SCHEDULED_TIME: z.string(),
  IS_PAYLOAD_TRUNCATED: z.string().optional(),
});

/** A dead letter that says of itself what it is. */
export type KnownLetter =
  | { readonly kind: 'call' | 'event'; readonly target: string; readonly payload: unknown }
  | { readonly kind: 'schedule'; readonly target: string; readonly payload: unknown; readonly at: string }
  | {
      readonly kind: 'batch';
      readonly target: string;
      readonly stream: string;
      readonly shard: string;
      readonly first: string;
      readonly last: string;
    };

/** Undefined: of no kind that this program knows, or cut off. */
export function knownLetter(body: string, attributes: { readonly [name: string]: string }): KnownLetter | undefined {
  const content = json(body);
  if (content === undefined) return undefined;
  const rule = ruleAttributes.safeParse(attributes).data;
  if (rule !== undefined) return { kind: 'event', target: rule.TARGET_ARN, payload: content };
  const schedule = scheduleAttributes.safeParse(attributes).data;
  if (schedule !== undefined) {
    if (schedule.IS_PAYLOAD_TRUNCATED === 'true') return undefined;
    return { kind: 'schedule', target: schedule.TARGET_ARN, payload: content, at: schedule.SCHEDULED_TIME };
  }
  const batch = failedBatch.safeParse(content).data;
  if (batch !== undefined) {
    const { functionArn: target } = batch.requestContext;
    const {
      streamArn: stream,
      shardId: shard,
      startSequenceNumber: first,
      endSequenceNumber: last,
    } = batch.DDBStreamBatchInfo;
    return { kind: 'batch', target, stream, shard, first, last };
  }
  const call = failedCall.safeParse(content).data;
  if (call === undefined || call.requestPayload === undefined) return undefined;
  return { kind: 'call', target: call.requestContext.functionArn, payload: call.requestPayload };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A file in the bucket's inbox, as far as its import needs it. */
export const objectCreatedSchema = z.looseObject({
  detail: z.looseObject({ object: z.looseObject({ key: z.string() }) }),
});

/** What a consumer of the outbox answers. */
export const batchAnswerSchema = z.object({ batchItemFailures: z.array(z.unknown()) });
