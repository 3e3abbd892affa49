import { checkCharacter } from '../../functions/domain/values/id-number.ts';

/** An ID number that passes every check and belongs to nobody: area code 999xxx is assigned to no place. */
export function fictitiousIdNumber(birthDate: string, sequence: number): string {
  const first17 = `999${String(Math.floor(sequence / 999) % 1000).padStart(3, '0')}${birthDate.replaceAll('-', '')}${String((sequence % 999) + 1).padStart(3, '0')}`;
  return first17 + checkCharacter(first17);
}
