import * as z from 'zod';
import { tierTitles } from '../../functions/domain/classification/tier.ts';
import type { Tier } from '../../policy/schema.ts';
import { families } from './families.ts';
import type { InventedFamily, Submission } from './families.ts';
import { chenzhuang, niuzhuang, Office } from './office.ts';
import type { Staff } from './office.ts';
import type { Narrator, Step } from './narrator.ts';
import { expectStatus } from './town-client.ts';
import type { TownClient } from './town-client.ts';

/** What a family's story must come to; anything else is a fault of the town. */
export interface Story {
  readonly id: string;
  readonly family: InventedFamily;
  readonly told: string;
  readonly staff?: Staff;
  play(scene: Scene): Promise<void>;
}

export class Unexpected extends Error {
  override readonly name = 'Unexpected';
}

/** What a story without a family of its own must come to: its people are found by the town. */
export interface CityStory {
  readonly id: string;
  readonly title: string;
  readonly told: string;
  play(stage: Stage): Promise<void>;
}

/** Where something is told and must come to what it should. */
export class Stage {
  readonly client: TownClient;
  /** Another number, other people. */
  readonly sequence: number;
  caseId = '';
  readonly #narrator: Narrator;
  readonly #title: string;

  constructor(client: TownClient, narrator: Narrator, story: Pick<CityStory, 'title' | 'told'>, sequence: number) {
    const { title, told } = story;
    this.client = client;
    this.sequence = sequence;
    this.#narrator = narrator;
    this.#title = title;
    narrator.begin(title, told);
  }

  expect(what: string, found: unknown, wanted: unknown): void {
    if (JSON.stringify(found) !== JSON.stringify(wanted)) {
      throw new Unexpected(
        `${this.#title}, ${what}: expected ${JSON.stringify(wanted)}, found ${JSON.stringify(found)}`,
      );
    }
  }

  async tell(step: string, title: string, more: Partial<Step> = {}): Promise<void> {
    const { today } = await this.client.clock();
    this.#narrator.step({ family: this.#title, step, title, on: today, caseId: this.caseId, ...more });
  }
}

/** One family on the stage. */
export class Scene extends Stage {
  readonly office: Office;
  readonly submission: Submission;
  householdId = '';
  readonly #narrator: Narrator;
  readonly #family: string;

  constructor(client: TownClient, narrator: Narrator, { family, told, staff = niuzhuang }: Story, sequence: number) {
    super(client, narrator, { title: family.title, told }, sequence);
    this.#narrator = narrator;
    this.#family = family.title;
    this.office = new Office(client, staff);
    this.submission = family.build({ area: staff.area, sequence });
  }

  /** The step with the whole case's limit and the reasons for its date. */
  async tellWhy(step: string, title: string, detail?: string): Promise<void> {
    const { dueOn, provisional, why } = await this.client.deadline(this.office.staff.window, this.caseId);
    await this.tell(step, title, { dueOn, provisional, why, ...(detail === undefined ? {} : { detail }) });
  }

  async submit(submission: Submission = this.submission): Promise<void> {
    const { caseId, householdId, status, missing } = await this.office.submit(submission);
    this.caseId = caseId;
    this.householdId = householdId;
    if (status === 'awaiting-documents') {
      await this.tell('told-once', '一次性告知', { detail: missing.map(({ text }) => text).join(';') });
    } else await this.tellWhy('accepted', '受理', `受理编号 ${caseId}`);
  }

  async lookInto(): Promise<void> {
    await this.office.investigate(this.caseId);
    await this.tell('investigated', '入户调查');
    await this.office.check(this.caseId);
    await this.tell('checked', '信息核对');
  }

  async opinion(round = 1): Promise<void> {
    await this.office.opinion(this.caseId, 'confirm', round);
    const { recommended } = await this.office.view(this.caseId);
    await this.tell('township-opinion', '初审意见', { detail: `拟认定 ${namesOf(recommended)}` });
  }

  async notice(round = 1): Promise<void> {
    const task = await this.client.openTask(this.office.staff.window, this.caseId, 'public-notice', round);
    await this.tell('notice', '公示', { dueOn: task.finishLimit?.dueOn ?? null });
    await this.office.passNotice(this.caseId, round);
    await this.tell('notice-ended', '公示期满,无异议');
  }

  async confirm(round = 1): Promise<void> {
    await this.office.confirm(this.caseId, {}, round);
    await this.tell('confirmed', this.office.staff === chenzhuang ? '乡镇审核确认(委托)' : '县级审核确认');
  }

  async granted(tiers: readonly string[]): Promise<void> {
    const view = await this.client.reaches(this.office.staff.window, this.caseId, 'granted');
    this.expect('tiers', view.recommended, tiers);
    await this.tell('granted', '确认通知', { detail: `${namesOf(view.recommended)}${await this.#restsOn()}` });
    await this.chain({ entries: true, pool: false });
  }

  /** A result that rests on a figure carried over or invented says so. */
  async #restsOn(): Promise<string> {
    const answer = await this.client.get(this.office.staff.window, `/applications/${this.caseId}/classification`);
    const { demo, carriedOver } = rested.parse(expectStatus(answer, [200])).classification.restsOn;
    const parts = [
      ...(carriedOver.length === 0 ? [] : [`沿用标准:${namesIn(carriedOver)}`]),
      ...(demo.length === 0 ? [] : [`演示参数${demo.length}项`]),
    ];
    return parts.length === 0 ? '' : `(${parts.join(';')})`;
  }

  async chain(wanted: { readonly entries: boolean; readonly pool: boolean }): Promise<void> {
    const chain = await this.client.chain(this.office.staff.window, this.householdId);
    this.expect('record verified', chain.isVerified, true);
    this.expect('gaps and overlaps', [chain.gaps, chain.overlaps], [[], []]);
    this.expect('on the chain', [chain.entries.length > 0, chain.pool.length > 0], [wanted.entries, wanted.pool]);
    this.#narrator.chain(this.#family, chain);
  }

  async totalDays(days: number): Promise<void> {
    this.expect('total in working days', (await this.office.view(this.caseId)).totalDays, days);
  }
}

const figures = z.array(z.object({ title: z.string() }));
const rested = z.object({ classification: z.object({ restsOn: z.object({ demo: figures, carriedOver: figures }) }) });
const namesIn = (found: z.output<typeof figures>): string => found.map(({ title }) => title).join('、');
const namesOf = (tiers: readonly Tier[]): string => tiers.map((tier) => tierTitles[tier]).join('、');

const ordinary = async (scene: Scene): Promise<void> => {
  await scene.submit();
  await scene.lookInto();
  await scene.opinion();
  await scene.notice();
  await scene.confirm();
};

export const stories: readonly Story[] = [
  {
    id: 'dibao',
    family: families.workingPoor,
    told: '一家两口,务工收入微薄:低保',
    async play(scene) {
      await ordinary(scene);
      await scene.granted(['dibao']);
    },
  },
  {
    id: 'destitute-first',
    family: families.elderAlone,
    told: '申请的是低保,逐类审核先认定为特困',
    async play(scene) {
      await ordinary(scene);
      await scene.granted(['destitute']);
    },
  },
  {
    id: 'next-tier',
    family: families.workingPoor,
    told: '县级认为不符合低保,转入低保边缘,材料不重复提交',
    async play(scene) {
      await scene.submit();
      await scene.lookInto();
      await scene.opinion();
      await scene.notice();
      await scene.office.confirm(scene.caseId, { outcome: 'next-tier', reason: '另有收入,不符合低保条件(演示)' });
      await scene.tell('next-tier', '不符合低保,转入下一类别');
      await scene.opinion(2);
      await scene.notice(2);
      await scene.confirm(2);
      await scene.granted(['dibao-marginal']);
    },
  },
  {
    id: 'reference-single',
    family: families.disabledSon,
    told: '成年无业重度残疾的儿子,参照单人户纳入低保',
    async play(scene) {
      await ordinary(scene);
      await scene.granted(['dibao']);
    },
  },
  {
    id: 'rigid-expenditure',
    family: families.highMedicalSpending,
    told: '收入不低,大半用于看病:刚性支出困难家庭,依规定不公示',
    async play(scene) {
      await scene.submit();
      await scene.lookInto();
      await scene.opinion();
      await scene.confirm();
      await scene.granted(['rigid-expenditure']);
    },
  },
  {
    id: 'objection',
    family: families.workingPoor,
    told: '公示中有人提出异议:重新调查,总时限延为45个工作日',
    async play(scene) {
      await scene.submit();
      await scene.lookInto();
      await scene.opinion();
      await scene.client.openTask(scene.office.staff.window, scene.caseId, 'public-notice');
      await scene.office.fileObjection(scene.caseId);
      await scene.totalDays(45);
      await scene.tellWhy('objection', '公示异议');
      await scene.office.reviewObjection(scene.caseId);
      await scene.tell('objection-reviewed', '异议复查:情况属实');
      await scene.opinion(2);
      await scene.confirm(2);
      await scene.granted(['dibao']);
    },
  },
  {
    id: 'delegated',
    family: families.workingPoor,
    staff: chenzhuang,
    told: '县级已委托乡镇确认:20个工作日,不经县级',
    async play(scene) {
      await scene.submit();
      await scene.totalDays(20);
      await scene.lookInto();
      await scene.opinion();
      await scene.notice();
      await scene.confirm();
      await scene.granted(['dibao']);
    },
  },
  {
    id: 'told-once',
    family: families.workingPoor,
    told: '材料不全:一次性告知,补齐之日起算',
    async play(scene) {
      await scene.submit({
        ...scene.submission,
        papers: { ...scene.submission.papers, incomeStatement: false, checkAuthorisations: [] },
      });
      await scene.client.passDays(3);
      const { papers } = scene.submission;
      expectStatus(
        await scene.client.post(scene.office.staff.window, `/applications/${scene.caseId}/supplement`, { papers }),
        [200],
      );
      await scene.tellWhy('accepted', '补齐受理');
      await scene.lookInto();
      await scene.opinion();
      await scene.notice();
      await scene.confirm();
      await scene.granted(['dibao']);
    },
  },
  {
    id: 'withdrawn',
    family: families.workingPoor,
    told: '审核中撤回:未办任务全部撤销',
    async play(scene) {
      await scene.submit();
      expectStatus(
        await scene.client.post(scene.office.staff.window, `/applications/${scene.caseId}/withdrawal`, {
          reason: '家庭情况好转(演示)',
        }),
        [200],
      );
      const open = (await scene.office.tasks(scene.caseId)).filter(({ status }) => status === 'OPEN');
      scene.expect('open tasks after withdrawal', open.length, 0);
      await scene.tell('withdrawn', '撤回申请');
      await scene.chain({ entries: false, pool: false });
    },
  },
  {
    id: 'refused',
    family: families.nobodyFits,
    told: '各类均不符合:书面说明理由,纳入动态监测',
    async play(scene) {
      await scene.submit();
      await scene.lookInto();
      await scene.office.opinion(scene.caseId, 'refuse');
      await scene.tell('township-opinion', '初审意见', { detail: '不予确认' });
      await scene.office.confirm(scene.caseId, { outcome: 'refuse', reason: '收入和财产均超过各类标准(演示)' });
      const letter = await scene.client.openTask(scene.office.staff.window, scene.caseId, 'refusal-letter');
      await scene.tell('refused', '不予确认决定', {
        dueOn: letter.finishLimit?.dueOn ?? null,
        detail: '3个工作日内书面告知',
      });
      await scene.office.deliverLetter(scene.caseId);
      await scene.tell('letter-delivered', '送达不予确认决定书');
      await scene.chain({ entries: false, pool: true });
    },
  },
];
