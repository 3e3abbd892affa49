/** Where a reader stands in several mailboxes, as the opaque text that clients hold. */
export function writePositions(positions: Readonly<Record<string, number>>): string {
  const entries = Object.entries(positions)
    .filter(([, seq]) => seq > 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0
    ? START
    : entries.map(([mailbox, seq]) => `${encodeURIComponent(mailbox)}=${seq}`).join('&');
}

/** Before the first message of every mailbox. */
const START = '0';
const MOST = 20;

/** Undefined for what no house gave out. */
export function readPositions(text: string): Readonly<Record<string, number>> | undefined {
  if (text === START) return {};
  const parts = text.split('&').map((part) => /^((?:[\w.!~*'()-]|%[0-9A-F]{2})+)=([1-9]\d{0,7})$/.exec(part));
  if (parts.length > MOST) return undefined;
  const positions: Record<string, number> = {};
  for (const part of parts) {
    const [, name, seq] = part ?? [];
    const mailbox = name === undefined ? undefined : decoded(name);
    if (mailbox === undefined || seq === undefined) return undefined;
    positions[mailbox] = Number(seq);
  }
  return positions;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
