import type {
  ConfirmationDecision,
  ObjectionReviewDecision,
  RefusalLetterDecision,
  TownshipOpinionDecision,
} from '../decisions.ts';
import { governingTier } from '../limit-steps.ts';
import type { Tier } from '../../../../policy/schema.ts';
import { mustVisit } from '../head.ts';
import type { ApplicationHead } from '../head.ts';
import { unknownMember } from './investigate.ts';
import { hasGivenOpinion } from '../head.ts';
import { decidersOf, refuse } from './verdict.ts';
import type { DecisionContext, Refusal, Verdict } from './verdict.ts';

/**
 * 初审意见. A first opinion to confirm is posted where the tier's rule asks for it; after an objection only 特困 is
 * posted again (民发〔2021〕43号), 低保 goes up with the new opinion (民发〔2021〕57号 art 19).
 */
export function decideTownshipOpinion(decision: TownshipOpinionDecision, context: DecisionContext): Refusal | Verdict {
  const { head, by, onBehalfOf } = context;
  if (decision.outcome === 'confirm' && head.recommended.length === 0) {
    return refuse('nothing-recommended', '分类审核没有符合条件的类别,不能提出予以确认的意见。', '/outcome');
  }
  const posted = decision.outcome === 'confirm' ? tiersToPost(context) : [];
  const outcome = decision.outcome === 'confirm' && posted.length === 0 ? 'confirm-without-notice' : decision.outcome;
  return {
    kind: 'decided',
    outcome,
    next:
      decision.outcome === 'reinvestigate'
        ? {}
        : {
            opinion: {
              outcome: decision.outcome,
              by: by.subject,
              ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
            },
            noticedTiers: [...new Set([...head.noticedTiers, ...posted])],
          },
    event: {
      type: 'township-opinion',
      data: { outcome: decision.outcome, tiers: head.recommended, notice: posted.length > 0 },
    },
  };
}

function tiersToPost(context: DecisionContext): ApplicationHead['recommended'] {
  const { head } = context;
  const again = (tier: Tier) => head.objected && tier === 'destitute';
  return noticeableTiers(context).filter((tier) => again(tier) || !head.noticedTiers.includes(tier));
}

/** Proposed tiers that may not be confirmed without a public notice. */
const noticeableTiers = ({ head, rules, isNeverPosted }: DecisionContext): ApplicationHead['recommended'] =>
  isNeverPosted
    ? []
    : head.recommended.filter((tier) => rules.publicNotices.some((notice) => notice.tier === tier && notice.required));

/** 异议: re-investigation, or 民主评议 which is otherwise no longer held (art 19). */
export function decideObjectionReview(decision: ObjectionReviewDecision, context: DecisionContext): Refusal | Verdict {
  return (
    unknownMember(decision.findings, context) ?? {
      kind: 'decided',
      outcome: 'reviewed',
      next: { factsVersion: context.head.factsVersion + 1 },
      event: { type: 'objection-reviewed', data: { method: decision.method, conclusion: decision.conclusion } },
      findings: decision.findings,
    }
  );
}

/** 审核确认. Near relatives or a complaint force a visit (art 20); nobody confirms the own opinion. */
export function decideConfirmation(decision: ConfirmationDecision, context: DecisionContext): Refusal | Verdict {
  const { head, by, classification, today } = context;
  if (decidersOf(context).some((person) => hasGivenOpinion(head, person))) {
    return refuse('self-approval', '提出初审意见的人不能办理本案的审核确认。');
  }
  if (decision.outcome === 'return') {
    return { kind: 'decided', outcome: 'return', next: {}, event: { type: 'file-returned', data: {} } };
  }
  if (mustVisit(head) && decision.visit === undefined) {
    const why = head.nearRelative ? '本案已作近亲属备案' : head.complaint ? '本案接到投诉举报' : '本案已被抽中随机抽查';
    return refuse('visit-needed', `${why},确认机关必须入户调查,请填写入户时间和人员。`, '/visit');
  }
  if (decision.visit !== undefined && decision.visit.visitedOn > today) {
    return refuse('date-in-future', '入户日期不能晚于今天。', '/visit/visitedOn');
  }
  if (decision.visit?.visitors.some((person) => head.recused.includes(person)) === true) {
    return refuse('recused', '已备案的近亲属应当回避,不得参与本户入户调查。', '/visit/visitors');
  }
  const visited = decision.visit === undefined ? {} : { visitedOn: decision.visit.visitedOn };
  const byCounty = { by: head.delegated ? 'township' : 'county', ...visited };
  if (decision.outcome === 'next-tier') {
    const refused = head.recommended[0];
    if (refused === undefined) return refuse('no-next-tier', '没有可转入的下一类别。', '/outcome');
    return {
      kind: 'decided',
      outcome: 'next-tier',
      next: refusedAt(head, refused),
      event: { type: 'county-decision', data: { outcome: 'next-tier', tier: refused, ...byCounty } },
    };
  }
  if (classification?.outcome === 'not-in-force') {
    return refuse('rules-not-in-force', '今天没有有效的认定规则,不能作出决定;请先加载接续的政策文件。');
  }
  if (decision.outcome === 'confirm') {
    if (classification?.outcome !== 'recommended') {
      return refuse('nothing-recommended', '按今天的规则和标准没有符合条件的类别,不能确认。', '/outcome');
    }
    // Several members may each have a determination of their own at one tier.
    const now = [...new Set(classification.recommended.map(({ tier }) => tier))];
    if (now.join() !== head.recommended.join()) {
      return refuse('classification-changed', '按今天的规则和标准,认定类别与初审时不同,请退回重新审核。', '/outcome');
    }
    // A township that proposed to refuse has posted nothing: what it did not propose cannot be confirmed over its head.
    if (head.opinion?.outcome === 'refuse' && noticeableTiers(context).length > 0) {
      return refuse('notice-needed', '初审意见为不予确认,尚未公示;请退回重新提出初审意见并公示后再确认。', '/outcome');
    }
  }
  return {
    kind: 'decided',
    outcome: decision.outcome,
    next: { confirmation: { outcome: decision.outcome, by: by.subject, on: today } },
    event: {
      type: 'county-decision',
      data: { outcome: decision.outcome, tier: governingTier(head), ...byCounty },
    },
  };
}

/**
 * Refusing the household at 低保 leaves its members their own routes into it (单独纳入, 参照单人户); refusing such a route
 * leaves the household where it stood.
 */
function refusedAt(head: ApplicationHead, refused: Tier): Partial<ApplicationHead> {
  const { exceptRoutes = [], exceptTiers, recommendedRoute } = head;
  return recommendedRoute === 'single-inclusion' || recommendedRoute === 'reference-single'
    ? { exceptRoutes: [...new Set([...exceptRoutes, recommendedRoute])] }
    : { exceptRoutes, exceptTiers: [...new Set([...exceptTiers, refused])] };
}

/** Written reasons reach the family within the tier's days. */
export function decideRefusalLetter(decision: RefusalLetterDecision, context: DecisionContext): Refusal | Verdict {
  if (decision.deliveredOn > context.today) {
    return refuse('date-in-future', '送达日期不能晚于今天。', '/deliveredOn');
  }
  return {
    kind: 'decided',
    outcome: 'delivered',
    next: {},
    event: {
      type: 'refusal-letter-delivered',
      data: { deliveredOn: decision.deliveredOn, method: decision.method },
    },
  };
}
