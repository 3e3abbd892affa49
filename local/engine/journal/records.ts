/**
 * Records of the file journal: length (4 bytes, little endian), CRC-32 of the body (4 bytes), body (UTF-8 JSON). A
 * record is whole when its length fits and its CRC agrees. At the end of a file a record that is not whole is what a
 * crash leaves behind; anywhere else it is damage.
 */
import { crc32 } from 'node:zlib';

const HEAD = 8;

export function encodeRecord(value: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(value));
  const record = Buffer.allocUnsafe(HEAD + body.length);
  record.writeUInt32LE(body.length, 0);
  record.writeUInt32LE(crc32(body), 4);
  body.copy(record, HEAD);
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
 * `torn`: the rest can be the remains of one write that a crash cut short. `damaged`: whole records follow the broken
 * one, so what was acknowledged is lost and the reader must not guess.
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
  const body = file.subarray(at + HEAD, at + HEAD + length);
  return crc32(body) === file.readUInt32LE(at + 4) ? body : undefined;
}

/** A record behind the broken one: at the place that its length names, or, where the length itself is broken, anywhere. */
function followedByRecord(file: Buffer, at: number): boolean {
  for (let next = at + 1; next + HEAD < file.length; next++) {
    // Every body is a JSON object or array: a cheap look before the CRC.
    const first = file[next + HEAD];
    if ((first === 0x7b || first === 0x5b) && wholeBody(file, next) !== undefined) return true;
  }
  return false;
}
