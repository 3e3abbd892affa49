/** By file of this folder: what IAM must allow for the commands that it sends. */
export const eventbridgeActions = { 'event-bus.ts': ['events:PutEvents'] } as const;
