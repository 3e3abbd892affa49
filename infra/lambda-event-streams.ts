/** Stands in bundles where the SDK's event streams would stand (16 KB): no call that this house makes streams events. */
export class EventStreamSerde {
  constructor() {
    throw new Error('This bundle carries no event streams (infra/lambda-event-streams.ts).');
  }
}

export const eventStreamSerdeProvider = () => ({});

export const resolveEventStreamSerdeConfig = <T>(config: T): T => config;
