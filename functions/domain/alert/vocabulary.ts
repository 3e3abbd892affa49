export const alertStages = ['TriageAlert', 'VerifyAlert', 'DisposeOfAlert'] as const;

export const alertStatuses = ['in-progress', 'closed'] as const;

export const alertTaskKinds = ['alert-triage', 'alert-verification', 'alert-disposal'] as const;

export const alertEventTypes = [
  'alert-received',
  'alert-updated',
  'alert-triaged',
  'alert-verified',
  'alert-closed',
] as const;

/**
 * What becomes of an alert, exactly one of these (国办发〔2023〕39号 三(四), 东民[2024]17号 二(四)): civil affairs delivers,
 * departments do, the coordination mechanism considers it, running aid is verified and ended — or there was nothing in it.
 */
export const alertOutcomes = ['delivered', 'pushed', 'deliberated', 'verified-and-ended', 'unfounded'] as const;
export type AlertOutcome = (typeof alertOutcomes)[number];
