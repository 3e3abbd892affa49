import { fromBufferPromise, openPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import type { TableSource } from '../../ports/tables.ts';

/**
 * A workbook is read into memory whole, seven bytes for each that it unpacks to, so that is bounded: half a million rows of a
 * feed from a file, a third of it where a server has other things to do beside it.
 */
const MOST_MB = { file: 200, bytes: 64 } as const;
const MOST_ENTRIES = 2_000;
/** Sheets shrink to a tenth or a thirtieth; what shrinks more was made to do harm. Small files may do as they like. */
const MOST_RATIO = 200;
const RATIO_FROM = 10 * 1024 * 1024;

/**
 * Why a workbook must not be unpacked; undefined where it may. What the directory declares is looked at first, then every
 * entry is unpacked into nothing: a directory may lie.
 */
export async function refuseBomb(source: TableSource): Promise<string | undefined> {
  let zip: ZipFile;
  try {
    zip = await (source.kind === 'file'
      ? openPromise(source.path, { lazyEntries: true, autoClose: false })
      : fromBufferPromise(Buffer.from(source.bytes), { lazyEntries: true }));
  } catch {
    return BROKEN;
  }
  try {
    return await look(zip, MOST_MB[source.kind]);
  } catch {
    return BROKEN;
  } finally {
    zip.close();
  }
}

const BROKEN = '工作簿已损坏或者不完整,请在Excel中打开确认后重新保存';

async function look(zip: ZipFile, mostMb: number): Promise<string | undefined> {
  if (zip.entryCount > MOST_ENTRIES) return `工作簿内有${zip.entryCount}个文件,不是正常的表格`;
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) return '工作簿设有密码,请去掉密码后重新保存';
    entries.push(entry);
  }
  const declared = faultOf(entries, mostMb);
  if (declared !== undefined) return declared;
  if (!entries.some(({ fileName }) => fileName === 'xl/workbook.xml')) return '不是Excel工作簿(.xlsx)';
  let unpacked = 0;
  for (const entry of entries) {
    if (entry.fileName.endsWith('/')) continue;
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream) {
      unpacked += Buffer.isBuffer(chunk) ? chunk.length : 0;
      if (unpacked > mostMb * MB) {
        stream.destroy();
        return tooLarge(mostMb);
      }
    }
  }
  return undefined;
}

const MB = 1024 * 1024;

const tooLarge = (mostMb: number): string => `工作簿解开后超过${mostMb}MB,请另存为CSV(UTF-8)后用命令行导入`;

function faultOf(entries: readonly Entry[], mostMb: number): string | undefined {
  const total = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (total > mostMb * MB) return tooLarge(mostMb);
  const packed = entries.reduce((sum, { compressedSize }) => sum + compressedSize, 0);
  return total > RATIO_FROM && total > packed * MOST_RATIO ? '工作簿的压缩比异常,不予解开' : undefined;
}
