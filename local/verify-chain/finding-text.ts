import type { AnchorFinding } from '../../functions/domain/audit/anchor-findings.ts';
import type { ForgedReason } from '../../functions/domain/audit/anchor.ts';
import { RUNS_CHAIN } from '../../functions/domain/audit/chain.ts';
import type { ChainId } from '../../functions/domain/audit/chain.ts';
import type { ChainFinding } from '../../functions/domain/audit/chain-findings.ts';
import type { Verification } from '../../functions/usecases/audit/verify-chains.ts';

const forged: Readonly<Record<ForgedReason, string>> = {
  unreadable: '不是锚点文件,或已损坏',
  signature: '签名不符:不是由受信任的密钥签署',
  number: '签署时的编号与所在位置不同',
  entries: '所列条目与签署时不同',
  unlinked: '不是上一锚点的延续',
};

const nameOf = (chain: ChainId): string =>
  chain === RUNS_CHAIN ? '监测比对运行记录' : `案件${chain.slice('case:'.length)}`;

/** One finding as people read it. */
export function findingText(finding: AnchorFinding | ChainFinding): string {
  switch (finding.kind) {
    case 'anchor-missing':
      return finding.to === undefined
        ? `锚点缺失:第${finding.from}号起应有而没有(之后仍有新的记录)`
        : `锚点缺失:第${range(finding.from, finding.to)}号`;
    case 'anchor-forged':
      return `锚点伪造:第${finding.number}号,${forged[finding.reason]}`;
    case 'altered':
      return `记录被更改:${nameOf(finding.chain)}第${finding.seq}条与其校验值不符,或与前一条衔接不上`;
    case 'deleted':
      return `记录被删除:${nameOf(finding.chain)}缺第${range(finding.from, finding.to)}条`;
    case 'truncated':
      return `记录被截断:${nameOf(finding.chain)}只到第${finding.present}条,应有第${finding.expected}条`;
    case 'case-deleted':
      return `整案被删除:${nameOf(finding.chain)}曾有${finding.anchored}条记录,现已全部不在`;
    case 'rewritten':
      return `历史被改写:${nameOf(finding.chain)}自身前后一致,但第${finding.seq}条与锚点所载不同`;
    case 'head-differs':
      return `案件信息与记录不符:${nameOf(finding.chain)}所载末条与实际第${finding.present}条不一致`;
  }
}

const range = (from: number, to: number): string => (from === to ? String(from) : `${from}至${to}`);

const count = (number: number): string => number.toLocaleString('en-US');

/** The whole answer. */
export function verificationText(result: Verification): string {
  const { chains, events, anchors, lastAnchor, notAnchored, findings } = result;
  const lines = [
    `已核验:${count(chains)}条记录链、${count(events)}条记录、${count(anchors)}个锚点` +
      (lastAnchor === undefined ? '' : `(最近:第${lastAnchor.number}号,${lastAnchor.day})`),
    ...(notAnchored === 0 ? [] : [`其中${count(notAnchored)}条记录链尚未进入锚点,只能核验其自身前后一致`]),
    findings.length === 0 ? '结论:完好' : `结论:发现${count(findings.length)}处问题`,
    ...findings.map((finding) => `  ${findingText(finding)}`),
  ];
  return `${lines.join('\n')}\n`;
}
