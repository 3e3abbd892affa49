import * as z from 'zod';
import { areaCodeSchema } from '../domain/values/area-code.ts';
import { caseIdSchema } from '../domain/values/ids.ts';
import { familySchema } from './applications.ts';

/** Whose case it is: a family that the house knows by a case, or people who come in. */
export const householdSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('case'), caseId: caseIdSchema }),
  z.strictObject({
    kind: z.literal('people'),
    area: areaCodeSchema,
    family: familySchema.superRefine(({ members }, context) => {
      for (const [index, { idNumber, memberId }] of members.entries()) {
        const twice = members.findIndex((member) => member.idNumber === idNumber || member.memberId === memberId);
        if (twice < index) {
          context.addIssue({ code: 'custom', path: ['members', index], message: `与第${twice + 1}名成员重复` });
        }
      }
    }),
  }),
]);
export type Household = z.output<typeof householdSchema>;
