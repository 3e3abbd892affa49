import { marshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue as WireValue } from '@aws-sdk/client-dynamodb';
import type { AttributeValue } from '../../ports/item-store.ts';

/** Collects the names and values of one request behind placeholders: no attribute name can be a reserved word. */
export interface ExpressionParts {
  name(attribute: string): string;
  value(value: AttributeValue): string;
  /** The maps for the request; absent where empty, because DynamoDB refuses empty ones. */
  maps(): { ExpressionAttributeNames?: Record<string, string>; ExpressionAttributeValues?: Record<string, WireValue> };
}

export const toWire = (value: AttributeValue): WireValue => {
  const { wrapped } = marshall({ wrapped: value });
  if (wrapped === undefined) throw new TypeError('A value that DynamoDB cannot keep.');
  return wrapped;
};

export const createExpressionParts = (): ExpressionParts => {
  const names = new Map<string, string>();
  const values = new Map<string, WireValue>();
  return {
    name: (attribute) => {
      const known = names.get(attribute) ?? `#n${names.size}`;
      names.set(attribute, known);
      return known;
    },
    value: (value) => {
      const placeholder = `:v${values.size}`;
      values.set(placeholder, toWire(value));
      return placeholder;
    },
    maps: () => ({
      ...(names.size === 0
        ? {}
        : {
            ExpressionAttributeNames: Object.fromEntries([...names].map(([name, placeholder]) => [placeholder, name])),
          }),
      ...(values.size === 0 ? {} : { ExpressionAttributeValues: Object.fromEntries(values) }),
    }),
  };
};
