export type ReferralRefusalCode =
  | 'no-such-part'
  | 'part-not-there'
  | 'part-closed'
  | 'part-twice'
  | 'no-parts'
  | 'too-many-parts'
  | 'no-such-need'
  | 'no-such-entitlement'
  | 'no-such-department'
  | 'department-missing'
  | 'return-reason-missing'
  | 'amount-without-grant'
  | 'binding-assignment'
  | 'same-department'
  | 'mechanism-asked-already'
  | 'lead-not-vacant'
  | 'parts-not-sent'
  | 'county-must-decide'
  | 'unknown-case';

export interface ReferralRefusal {
  readonly kind: 'refused';
  readonly code: ReferralRefusalCode;
  readonly text: string;
  readonly pointer?: string;
}

export const refuseReferral = (code: ReferralRefusalCode, text: string, pointer?: string): ReferralRefusal => ({
  kind: 'refused',
  code,
  text,
  ...(pointer === undefined ? {} : { pointer }),
});
