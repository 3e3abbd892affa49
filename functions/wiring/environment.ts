import * as z from 'zod';

/** A function was deployed without what it needs; the message names the variables and never their values. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

export type Environment = Readonly<Record<string, string | undefined>>;

const name = z.string().min(1);
const secureUrl = z.url({ protocol: /^https$/, error: 'must be an https address' });

export const storeSettings = z.object({ TABLE_NAME: name });

/** In a test deployment the clock can be moved. */
export const stageSettings = z.object({ STAGE: z.enum(['test', 'production']).default('production') });

/** Id, ARN or alias of the KMS key under which the data keys of households and doorbells are wrapped. */
export const vaultSettings = z.object({ VAULT_KEY_ID: name });

/**
 * The key of the blind index as KMS gave it out wrapped (base64 of the ciphertext): useless without the right to
 * decrypt under the vault's key, so it may stand in the environment.
 */
export const blindIndexSettings = z.object({
  BLIND_INDEX_KEY: z.base64().min(1),
  BLIND_INDEX_VERSION: z.coerce.number().int().min(1).default(1),
});

export const identitySettings = z.object({ ISSUER: secureUrl, AUDIENCE: name, JWKS_URL: secureUrl });

const jsonOfNames = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'must be JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string(), name));

/** JSON: ARN of each started machine by its name in `workflows/`. */
export const machineSettings = z.object({ MACHINE_ARNS: jsonOfNames });

/** Queues of failures (URL by name), the functions that their messages are for (ARN by name), and the table's stream. */
export const redriveSettings = z.object({
  DEAD_LETTER_QUEUES: jsonOfNames,
  FUNCTION_ARNS: jsonOfNames,
  STREAM_ARN: name,
});

/** The bucket of departments' datasets. */
export const lakeSettings = z.object({ LAKE_BUCKET: name });

/** Name of this deployment: dimension of the figures that it puts. */
export const houseSettings = z.object({ HOUSE: name });

/** The bucket that keeps what was once written into it. */
export const anchorBucketSettings = z.object({ ANCHOR_BUCKET: name });

/** Id, ARN or alias of the KMS key that signs anchors. */
export const anchorKeySettings = z.object({ ANCHOR_KEY_ID: name });

/** The city's bus, to which every message is also announced. */
export const eventBusSettings = z.object({ EVENT_BUS_NAME: name });

/** Throws `EnvironmentError`. */
export function readEnvironment<S extends z.ZodObject>(schema: S, environment: Environment): z.output<S> {
  const parsed = schema.safeParse(environment);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new EnvironmentError(
    `this function's environment is not complete: ${faults.join('; ')}; deploy it from infra/.`,
  );
}
