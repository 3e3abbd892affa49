import * as z from 'zod';

/**
 * Administrative division code (GB/T 2260, GB/T 10114): 2 digits province, 4 city, 6 county, 9 township, 12 village.
 * A shorter code contains every longer one that begins with it.
 */
export const areaCodeSchema = z
  .string()
  .regex(/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/, '区划代码应为2、4、6、9或12位数字')
  .brand<'AreaCode'>();
export type AreaCode = z.infer<typeof areaCodeSchema>;

export type AreaLevel = 'province' | 'city' | 'county' | 'township' | 'village';

const LEVELS: Readonly<Record<number, AreaLevel>> = {
  2: 'province',
  4: 'city',
  6: 'county',
  9: 'township',
  12: 'village',
};

/** Throws `InvalidAreaCode`. */
export function areaCode(text: string): AreaCode {
  const parsed = areaCodeSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  const error = new Error(`'${text}' is no area code; expected 2, 4, 6, 9 or 12 digits`);
  error.name = 'InvalidAreaCode';
  throw error;
}

export function areaLevel(area: AreaCode): AreaLevel {
  return LEVELS[area.length] ?? 'village';
}

/** An area is within itself. */
export function isWithin(area: AreaCode, scope: AreaCode): boolean {
  return area.startsWith(scope);
}

/** The county that an area lies in; undefined for a city or a province. */
export function countyOf(area: AreaCode): AreaCode | undefined {
  return area.length >= 6 ? areaCode(area.slice(0, 6)) : undefined;
}
