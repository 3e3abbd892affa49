import type { AlertReceived, KeptAlertRow } from '../../contracts/alerts.ts';
import type { AlertHead } from '../../domain/alert/head.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import { isOf } from '../../domain/casework/head.ts';
import { taskLimits } from '../../domain/casework/limits.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { CaseChange, TaskChange } from '../../ports/cases.ts';
import type { House } from '../house.ts';
import { TURNS } from '../once.ts';
import { barred, declined, tooBusy } from '../outcome.ts';
import type { Declined } from '../outcome.ts';
import { alertFor, contentHash, familyIn, sourceKeyOf } from './alert-for.ts';

export interface ReceiveInput {
  readonly by: Principal;
  readonly system: string;
  readonly row: KeptAlertRow;
  /** `AlertOf.hint`. */
  readonly hint?: string;
  /** Of the scan: what was looked into and closed does not begin again under the same row. */
  readonly isOnce?: true;
}

/**
 * Takes in one row of a source, once: the same content again changes nothing, other content updates the alert while it is
 * open, and begins a new one linked to it after that.
 */
export async function receiveAlert(
  house: House,
  { by, system, row, hint, isOnce }: ReceiveInput,
): Promise<AlertReceived | Declined> {
  const { cases, policy } = house;
  if (policy.areaName(row.area) === undefined || row.area.length < 6) {
    return declined('unknown-area', `政策包中没有县(市、区)或者乡镇(街道)${row.area}。`, { pointer: '/area' });
  }
  const bar = barred(house.authorize(by, 'alert.submit', { area: row.area }));
  if (bar?.kind === 'hidden')
    return declined('area-not-yours', `${row.area}不在您的管辖区域内。`, { pointer: '/area' });
  if (bar !== undefined) return bar;
  if (!policy.alertKinds.some(({ id }) => id === row.kind)) {
    return declined('alert-kind-not-listed', `预警目录中没有${row.kind}。`, { pointer: '/kind' });
  }
  if (row.occurredOn !== undefined && row.occurredOn > civilDateOf(house.time.now())) {
    return declined('date-in-future', '发生日期不能晚于今天。', { pointer: '/occurredOn' });
  }
  const key = sourceKeyOf(system, row.row);
  const hash = contentHash(house, row);
  for (let turn = 0; turn < TURNS; turn += 1) {
    const seen = await cases.fromSource(key);
    if (seen?.hash === hash) return { kind: 'alert-received', caseId: seen.caseId, as: 'known' };
    const before = seen === undefined ? undefined : await cases.head(seen.caseId);
    if (before !== undefined && isOf(before, 'alert') && before.closedOn === undefined) {
      const collision = collides(house, before, row, by);
      if (collision !== undefined) return collision;
      const committed = await cases.commit(await updated(house, before, row, by.subject, { key, hash }));
      if (committed.kind === 'committed') return { kind: 'alert-received', caseId: before.caseId, as: 'updated' };
      continue;
    }
    if (before !== undefined && isOnce === true) return { kind: 'alert-received', caseId: before.caseId, as: 'known' };
    const opened = await alertFor(house, {
      system,
      row,
      by: by.subject,
      ...(hint === undefined ? {} : { hint }),
      ...(before === undefined ? {} : { after: before.caseId }),
    });
    const created = await cases.create(opened);
    if (created.kind === 'committed') return { kind: 'alert-received', caseId: opened.head.caseId, as: 'received' };
  }
  return tooBusy;
}

/** The open alert is one person's record in one county: a slip in an ID number or a row's name must not write into it. */
function collides(house: House, open: AlertHead, row: KeptAlertRow, by: Principal): Declined | undefined {
  if (house.authorize(by, 'alert.submit', { area: open.area }).kind !== 'allowed') {
    return declined('area-not-yours', '该来源行已由其他地区登记为在办预警,请核对来源系统和行号。', { pointer: '/row' });
  }
  return open.persons.includes(house.cases.personId(row.person.idNumber))
    ? undefined
    : declined(
        'row-of-another-person',
        `该来源行已登记为另一人的在办预警(受理编号${open.caseId}),请核对身份证号码,或者以新的来源行提交。`,
        { pointer: '/person/idNumber', more: { caseId: open.caseId } },
      );
}

/** Where it is stays where it was put; a new level gives the open work another limit, still from the day it came in. */
async function updated(
  house: House,
  head: AlertHead,
  row: KeptAlertRow,
  by: string,
  source: { readonly key: string; readonly hash: string },
): Promise<CaseChange> {
  const now = house.time.now();
  const today = civilDateOf(now);
  const level = row.level ?? head.level;
  const after: AlertHead = { ...head, level, alertKind: row.kind };
  const clock = { rules: house.policy.rules(today, head.area), calendar: house.policy.calendar };
  const open = (await house.cases.tasks(head.caseId)).filter(({ status }) => status === 'OPEN');
  return {
    head,
    next: { level, alertKind: row.kind },
    // What rested on likeness alone may rest on a sound row by now.
    ...(row.found !== undefined && row.found.isProposed !== true ? { forget: ['isProposed'] } : {}),
    events: [{ type: 'alert-updated', at: now, actor: by, data: { kind: row.kind, level, was: head.level } }],
    tasks:
      level === head.level
        ? []
        : open.map((task): TaskChange => {
            const { finishLimit: _was, ...rest } = task;
            const to = { ...rest, version: task.version + 1, ...taskLimits(task.kind, after, clock, today) };
            return { kind: 'change', from: task, to };
          }),
    sealed: [
      { name: 'alert', content: row },
      { name: 'family', content: familyIn(row) },
    ],
    source,
  };
}
