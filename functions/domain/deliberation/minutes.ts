import type { BallotMethod, Choice, Vote } from './ballot.ts';
import type { Seat } from './roster.ts';
import type { Tally } from './tally.ts';

/** 会议纪要 of one ballot, as it is hashed: every member of the snapshot with what became of their vote. */
export interface Minutes {
  readonly caseId: string;
  readonly round: number;
  readonly method: BallotMethod;
  /** Civil days. */
  readonly convenedOn: string;
  readonly closedOn: string;
  readonly closedBy: 'members' | 'chair' | 'deadline';
  readonly members: readonly MinutesLine[];
  readonly tally: Tally;
  /** Seats whose vote went the other way than the outcome, with their reasons. */
  readonly dissent: readonly { readonly seat: string; readonly choice: Choice; readonly reason: string }[];
}

export interface MinutesLine {
  readonly seat: string;
  readonly office: Seat['office'];
  readonly unit: string;
  readonly subject: string;
  readonly standing: 'present' | 'absent' | 'recused' | 'departed';
  /** Of those present alone: a vote that does not count is not recorded. */
  readonly choice?: Choice;
  readonly reason?: string;
}

export interface MinutesFacts extends Pick<
  Minutes,
  'caseId' | 'round' | 'method' | 'convenedOn' | 'closedOn' | 'closedBy' | 'tally'
> {
  readonly seats: readonly Seat[];
  readonly recused: readonly string[];
  readonly departed: readonly string[];
  /** Seats that count as present. */
  readonly present: readonly string[];
  readonly votes: ReadonlyMap<string, Vote>;
}

/** Built from the snapshot's order, so that the same ballot has the same minutes and the same hash. */
export function minutesOf(facts: MinutesFacts): Minutes {
  const { seats, votes, tally } = facts;
  const members = seats.map(({ seat, office, unit, subject }): MinutesLine => {
    const line = { seat, office, unit, subject };
    if (facts.recused.includes(subject)) return { ...line, standing: 'recused' };
    if (facts.departed.includes(subject)) return { ...line, standing: 'departed' };
    if (!facts.present.includes(seat)) return { ...line, standing: 'absent' };
    return { ...line, standing: 'present', ...votes.get(seat) };
  });
  return {
    caseId: facts.caseId,
    round: facts.round,
    method: facts.method,
    convenedOn: facts.convenedOn,
    closedOn: facts.closedOn,
    closedBy: facts.closedBy,
    members,
    tally,
    dissent: members.flatMap(({ seat, choice, reason }) =>
      choice !== undefined && isDissent(choice, tally.outcome) ? [{ seat, choice, reason: reason ?? '' }] : [],
    ),
  };
}

function isDissent(choice: Choice, outcome: Tally['outcome']): boolean {
  if (outcome === 'carried') return choice === 'reject';
  return outcome === 'rejected' && choice === 'approve';
}

const methods: Readonly<Record<BallotMethod, string>> = { meeting: '会议', circulation: '书面征求意见' };
const closings = { members: '全体有表决权成员表决完毕', chair: '主持人宣布结束', deadline: '期限届满' } as const;
const standings = { present: '出席', absent: '缺席', recused: '回避', departed: '已离岗' } as const;
export const choiceTitles: Readonly<Record<Choice, string>> = { approve: '同意', reject: '不同意', abstain: '弃权' };
export const outcomeTitles: Readonly<Record<Tally['outcome'], string>> = {
  carried: '通过',
  rejected: '未通过',
  tied: '票数相等',
  'no-quorum': '未达到法定人数',
};

/** The minutes as people read them, one paragraph a line. `titleOf`: what seats are called. */
export function minutesText(minutes: Minutes, titleOf: (seat: string) => string): readonly string[] {
  const { tally } = minutes;
  return [
    `议题${minutes.caseId}第${minutes.round}次表决,方式:${methods[minutes.method]}。${minutes.convenedOn}召集,${minutes.closedOn}结束(${closings[minutes.closedBy]})。`,
    `有表决权${tally.entitled}人,法定人数${tally.quorum}人,出席${tally.present}人;同意${tally.approve}票,不同意${tally.reject}票,弃权${tally.abstain}票。结果:${outcomeTitles[tally.outcome]}。`,
    ...minutes.members.map(({ seat, standing, choice, reason }) => {
      const vote = choice === undefined ? '' : `,${choiceTitles[choice]}${reason === undefined ? '' : `:${reason}`}`;
      return `${titleOf(seat)}:${standings[standing]}${vote}`;
    }),
    ...(minutes.dissent.length === 0
      ? []
      : [`不同意见:${minutes.dissent.map(({ seat, reason }) => `${titleOf(seat)}(${reason})`).join(';')}`]),
  ];
}
