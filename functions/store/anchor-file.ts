import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import canonicalize from 'canonicalize';
import { entrySchema, signedStatementSchema } from '../contracts/anchors.ts';
import type { AnchorStatement, SeenAnchor } from '../domain/audit/anchor.ts';
import type { Point } from '../domain/audit/chain.ts';
import type { Signature } from '../domain/audit/signature.ts';
import type { SignatureCheck } from '../ports/signer.ts';

/** An anchor's file: gzip over lines of JSON, the signed statement first and then one line a chain. Anybody can read it with `zcat`. */

/** What is signed: RFC 8785 canonical JSON, so that whoever checks it can put the same bytes together. */
export const signedBytes = (statement: AnchorStatement): Uint8Array => Buffer.from(canonicalize(statement) ?? '');

export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

export const entryLines = (entries: readonly Point[]): string =>
  entries.map(({ chain, seq, hash }) => `${JSON.stringify([chain, seq, hash])}\n`).join('');

export const anchorFile = (statement: AnchorStatement, signature: Signature, lines: string): Uint8Array =>
  gzipSync(`${JSON.stringify({ statement, signature })}\n${lines}`);

/** Judges what lies under a number; never throws for what it finds there. */
export function readAnchorFile(number: number, content: Uint8Array | undefined, check: SignatureCheck): SeenAnchor {
  const forged = (reason: Extract<SeenAnchor, { kind: 'forged' }>['reason']): SeenAnchor => ({
    kind: 'forged',
    number,
    reason,
  });
  const text = content === undefined ? undefined : unpacked(content);
  if (text === undefined) return forged('unreadable');
  const end = text.indexOf('\n') + 1;
  const signed = signedStatementSchema.safeParse(parsed(text.slice(0, end)));
  if (!signed.success) return forged('unreadable');
  const { statement, signature } = signed.data;
  const bytes = signedBytes(statement);
  if (!check.isGenuine(bytes, signature)) return forged('signature');
  if (statement.number !== number) return forged('number');
  const lines = text.slice(end);
  if (sha256(lines) !== statement.entriesSha256) return forged('entries');
  const entries = lines.split('\n').slice(0, -1).map(entryOf);
  return { kind: 'genuine', number, statement, hash: sha256(bytes), entries };
}

/** Signed for, so it is in the shape that we gave it; a later version's would be a fault of ours and throws. */
function entryOf(line: string): Point {
  const [chain, seq, hash] = entrySchema.parse(JSON.parse(line));
  return { chain, seq, hash };
}

function unpacked(content: Uint8Array): string | undefined {
  try {
    return gunzipSync(content).toString('utf8');
  } catch {
    return undefined;
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
