/**
 * What a deployment of profile `emulator` lacks because the emulator does not make it, and what is therefore not proved there. Besides, its stacks
 * may be deleted. Nothing else differs (`tests/infra/emulator.test.ts`).
 */
export const omissions: Readonly<Record<string, string>> = {
  'AWS::StepFunctions::StateMachineVersion': 'Versions and the alias `live` are made at the engine by whoever deploys.',
  'AWS::StepFunctions::StateMachineAlias': 'As above; the templates name the alias all the same.',
  'AWS::CloudWatch::Alarm': 'It knows no alarm over several metrics, as most of ours are.',
  'AWS::CloudWatch::CompositeAlarm': 'Several alarms of one failure are heard as one.',
};
