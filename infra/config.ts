import * as z from 'zod';

const regions = {
  aws: /^(?!cn-)[a-z]{2}(-[a-z]+)+-\d$/,
  'aws-cn': /^cn-(north|northwest)-1$/,
} as const;

export const defaultRegions = { aws: 'eu-west-1', 'aws-cn': 'cn-northwest-1' } as const;

const secureUrl = z.url({ protocol: /^https$/, error: 'must be an https address' });

/** No issuer stands at `.invalid`, so a house deployed with the default lets nobody in. */
const nobody = 'https://issuer.invalid';

/** What differs between deployments. Given to CDK as context: `-c partition=aws-cn -c region=cn-northwest-1`. */
const fields = z.object({
  partition: z.enum(['aws', 'aws-cn']).default('aws'),
  region: z.string().exactOptional(),
  /** Absent: the account of whoever deploys. */
  account: z
    .string()
    .regex(/^\d{12}$/, 'must be the 12 digits of an account')
    .exactOptional(),
  /** In front of the names of stacks, so that two houses fit into one account. */
  prefix: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9]{0,20}$/, 'must be 1–21 letters and digits')
    .default('Yimen'),
  /** `test`: the clock of the house can be moved by its supervisors. Never for a house that people come to. */
  stage: z.enum(['production', 'test']).default('production'),
  /** `emulator`: without what no emulator of AWS makes (`emulator.ts`). */
  profile: z.enum(['account', 'emulator']).default('account'),
  issuer: secureUrl.default(nobody),
  audience: z.string().min(1).default('yimen'),
  /** Absent: the issuer's `/.well-known/jwks.json`. */
  jwksUrl: secureUrl.exactOptional(),
  /** A name of your own for the API, with `certificate`; the generated address is then switched off. In China only after the ICP filing. */
  domain: z
    .string()
    .regex(/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/, 'must be a host name in small letters')
    .exactOptional(),
  /** Id of its certificate in ACM, in the region of the deployment. */
  certificate: z.uuid({ error: 'must be the id of a certificate in ACM' }).exactOptional(),
  /** SSM parameter with the wrapped key of the blind index; infra/README.md says how it is made, once. */
  blindIndexParameter: z.string().startsWith('/').default('/yimen/blind-index-key'),
  /** Who is told of alarms: an https address that confirms SNS subscriptions, or an e-mail address. Absent: the topic stands empty. */
  alarmsTo: z.union([secureUrl, z.email()], { error: 'must be an https address or an e-mail address' }).exactOptional(),
  /** `compliance` keeps anchors for 30 years whatever anybody wants; `governance`, for trials, for a day. */
  anchorLock: z.enum(['compliance', 'governance']).default('compliance'),
});

const configSchema = fields
  .transform((given) => ({
    ...given,
    region: given.region ?? defaultRegions[given.partition],
    jwksUrl: given.jwksUrl ?? `${given.issuer.replace(/\/$/, '')}/.well-known/jwks.json`,
  }))
  .refine(({ domain, certificate }) => (domain === undefined) === (certificate === undefined), {
    path: ['domain'],
    error: 'and certificate are given together or not at all',
  })
  .refine(({ partition, region }) => regions[partition].test(region), {
    path: ['region'],
    error: 'must be a region of the partition, for example eu-west-1 of aws or cn-northwest-1 of aws-cn',
  });

export type Config = z.output<typeof configSchema>;

export const configNames = Object.keys(fields.shape);

export class ConfigInvalid extends Error {
  override readonly name = 'ConfigInvalid';
}

/** Throws `ConfigInvalid` with every fault. */
export function readConfig(given: { readonly [name: string]: unknown }): Config {
  const parsed = configSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => {
    const name = path.join('.');
    return `${name} ${message}${name in given ? ` (given ${JSON.stringify(given[name])})` : ''}`;
  });
  throw new ConfigInvalid(`${faults.join('; ')}. Give each as -c name=value.`);
}
