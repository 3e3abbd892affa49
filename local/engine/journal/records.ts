/**
 * Records of the file journal: length of the body (4 bytes, little endian), CRC-32, bytes of the same write before this
 * record (4 bytes), body (UTF-8 JSON). The CRC covers the body and the last number. A record is whole when its length
 * fits and its CRC agrees.
 *
 * One write is one group, acknowledged as a whole. After a power loss any of its blocks may be missing, so whole records
 * behind a broken one prove damage only when their group began behind it.
 */
import { crc32 } from 'node:zlib';

export const HEAD = 12;

export function encodeRecord(value: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(value));
  const record = Buffer.allocUnsafe(HEAD + body.length);
  record.writeUInt32LE(body.length, 0);
  body.copy(record, HEAD);
  return stampRecord(record, 0);
}

/** Writes the record's place in its group. */
export function stampRecord(record: Buffer, before: number): Buffer {
  record.writeUInt32LE(before, 8);
  record.writeUInt32LE(crc32(record.subarray(8)), 4);
  return record;
}

export interface RecordAt {
  readonly value: unknown;
  /** Offset of the body in the file, and its length. */
  readonly start: number;
  readonly length: number;
}

export interface ReadRecords {
  readonly records: readonly RecordAt[];
  /** Bytes up to the end of the last whole record. */
  readonly end: number;
  /** What follows `end`; absent where the file ends there. */
  readonly rest?: 'torn' | 'damaged';
}

/**
 * `torn`: the rest can be the remains of one write that a crash cut short. `damaged`: a later write follows, so what was
 * acknowledged is lost and the reader must not guess.
 */
export function readRecords(file: Buffer): ReadRecords {
  const records: RecordAt[] = [];
  let at = 0;
  while (at < file.length) {
    const body = wholeBody(file, at);
    if (body === undefined) return { records, end: at, rest: followedByRecord(file, at) ? 'damaged' : 'torn' };
    const value: unknown = JSON.parse(body.toString());
    records.push({ value, start: at + HEAD, length: body.length });
    at += HEAD + body.length;
  }
  return { records, end: at };
}

function wholeBody(file: Buffer, at: number): Buffer | undefined {
  if (at + HEAD > file.length) return undefined;
  const length = file.readUInt32LE(at);
  if (length === 0 || at + HEAD + length > file.length) return undefined;
  const covered = file.subarray(at + 8, at + HEAD + length);
  return crc32(covered) === file.readUInt32LE(at + 4) ? covered.subarray(HEAD - 8) : undefined;
}

/** Whether a whole record stands behind the broken one at `at`, in a group that began behind it. */
function followedByRecord(file: Buffer, at: number): boolean {
  for (let next = at + 1; next + HEAD < file.length; next++) {
    // Every body is a JSON object or array: a cheap look before the CRC.
    const first = file[next + HEAD];
    if ((first !== 0x7b && first !== 0x5b) || wholeBody(file, next) === undefined) continue;
    if (next - file.readUInt32LE(next + 8) > at) return true;
  }
  return false;
}
