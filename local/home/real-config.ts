import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { StartError } from './start-error.ts';

const secureUrl = z.url({ protocol: /^https$/, error: 'must be an https address' });

const configSchema = z.strictObject({
  /** Address to listen on; put a TLS proxy in front for anything but loopback. */
  host: z.string().default('127.0.0.1'),
  port: z.int().min(0).max(65_535),
  dataFolder: z.string().min(1),
  keyFile: z.string().min(1),
  issuer: z.strictObject({ url: secureUrl, audience: z.string().min(1), jwksUrl: secureUrl }),
  sweepSeconds: z.int().min(5).max(3600).default(60),
});

/** Throws `StartError` with what is missing. */
export function readConfig(file: string): z.output<typeof configSchema> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new StartError(`the configuration ${file} cannot be read. Check the path; docs/serve.md shows one.`, {
      cause: error,
    });
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new StartError(
      `the configuration ${file} is not valid JSON: ${error instanceof Error ? error.message : ''}`,
      {
        cause: error,
      },
    );
  }
  const parsed = configSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || '(file)'}: ${message}`);
  throw new StartError(`the configuration ${file} is not complete: ${faults.join('; ')}. docs/serve.md shows one.`);
}
