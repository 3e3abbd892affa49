/** What each area of the conformance cases is about, and why some of its cases are not answered exactly. */
export interface Reason {
  /** Of a case's id. */
  readonly cases: RegExp;
  readonly why: string;
}

export const REASONS: readonly Reason[] = [
  {
    cases: /^sfn_api_map_run::map_state_label_invalid_char_fail/,
    why: 'The code is right. The recorded message is a Python error of the recording side (`Error=ValueError Args=…`), not a text of AWS; ours says where the label is and what is wrong with it.',
  },
  {
    cases: /invoke_json_values\[0\.0\]/,
    why: 'The history shows a number as `0` that AWS shows as `0.0`.',
  },
];

/** What a definition cannot ask for; each is refused when it is created, none ignored. */
export const REFUSED: readonly (readonly [what: string, why: string])[] = [
  ['`ResultWriter` of a distributed Map; manifests and Parquet in its `ItemReader`', 'no machine of ours has one'],
  ['Activities', 'nobody polls; task tokens do the same'],
  [
    'Integrations other than Lambda, Step Functions, DynamoDB, EventBridge `putEvents`, SQS `sendMessage`, SNS `publish`',
    'one file each in a registry: added when a machine needs one',
  ],
];

/** Where the engine answers, and not as AWS does. */
export const DIFFERENCES: readonly string[] = [
  'Items of a distributed Map are quiet branches of the same execution, not executions of their own: no Map Run can be described or listed.',
  'A number that JSON writes as `0.0` comes out as `0`: the same number.',
  'Results of service calls carry no `SdkHttpMetadata`; redrive does not exist.',
  'A deleted state machine is gone at once; its executions run on.',
  'TestState checks mocked results against the schemas of the actions that machines call most; others are taken as they are.',
];
