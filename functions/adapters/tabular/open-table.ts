import type { OpenTable } from '../../ports/tables.ts';
import { csvRows } from './csv.ts';
import { firstBytes, sha256Of, sizeOf } from './source-bytes.ts';
import { refuseBomb } from './xlsx-guard.ts';
import { xlsxRows } from './xlsx.ts';

const startsWith = (bytes: Uint8Array, ...magic: readonly number[]): boolean =>
  magic.every((byte, index) => bytes[index] === byte);

export const openTable: OpenTable = async (source) => {
  const [sha256, bytes, beginning] = await Promise.all([sha256Of(source), sizeOf(source), firstBytes(source, 8)]);
  const refuse = (text: string) => ({ kind: 'refused', sha256, text }) as const;
  if (bytes === 0) return refuse('文件是空的(0字节)');
  if (startsWith(beginning, 0xd0, 0xcf, 0x11, 0xe0)) {
    return refuse('是旧式Excel文件(.xls)或者设有密码,请另存为.xlsx或者CSV(UTF-8)');
  }
  if (startsWith(beginning, 0x25, 0x50, 0x44, 0x46)) return refuse('是PDF文件,请交付CSV或者.xlsx');
  if (!startsWith(beginning, 0x50, 0x4b)) return { sha256, bytes, rows: () => csvRows(source, sha256) };
  const bomb = await refuseBomb(source);
  return bomb === undefined ? { sha256, bytes, rows: () => xlsxRows(source, bytes) } : refuse(bomb);
};
