import * as z from 'zod';

/** Money in whole fen (1/100 yuan), never negative. */
export const fenSchema = z
  .int({ error: '金额应为以分为单位的整数' })
  .min(0, '金额不能为负数')
  .max(100_000_000_000, '金额超过上限十亿元')
  .brand<'Fen'>();
export type Fen = z.infer<typeof fenSchema>;

/** Throws `InvalidFen` on fractions, negatives and amounts above one billion yuan. */
export function fen(amount: number): Fen {
  const parsed = fenSchema.safeParse(amount);
  if (parsed.success) return parsed.data;
  const error = new Error(`${amount} is no amount in fen; expected an integer from 0 to 100000000000`);
  error.name = 'InvalidFen';
  throw error;
}

/** 107500 → '1,075元', 107550 → '1,075.50元'; negative amounts keep their sign. */
export function formatYuan(amount: number): string {
  const cents = Math.abs(Math.trunc(amount));
  const yuan = String(Math.floor(cents / 100)).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  const rest = cents % 100;
  return `${amount < 0 ? '-' : ''}${yuan}${rest === 0 ? '' : `.${String(rest).padStart(2, '0')}`}元`;
}
