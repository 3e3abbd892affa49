import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** An event of an API Gateway HTTP API (payload 2.0); the embedded home sends the same. */
export type HttpEvent = APIGatewayProxyEventV2;

export interface HttpResponse {
  readonly statusCode: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
}

export function json(
  statusCode: number,
  body: unknown,
  headers: { readonly [name: string]: string } = {},
): HttpResponse {
  return {
    statusCode,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

/** Larger bodies are refused before they are read as JSON. */
export const MAX_BODY_BYTES = 256 * 1024;
/** Of routes that take many rows; a gateway and its function bear ten times as much. */
export const MAX_LARGE_BODY_BYTES = 1024 * 1024;
/** Of a file. A gateway hands its function 6 MB, of which the spelling of bytes as text takes a quarter. */
export const MAX_FILE_BYTES = 4 * 1024 * 1024;
