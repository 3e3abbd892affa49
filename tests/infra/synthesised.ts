import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { readConfig } from '../../infra/config.ts';
import { cloudHouse } from '../../infra/house.ts';

export const partitions = ['aws', 'aws-cn'] as const;
export type Partition = (typeof partitions)[number];

/** Any part of a template, as loose as CDK types it. */
export type Part = ReturnType<Template['findResources']>[string];

const { context } = JSON.parse(readFileSync(join(import.meta.dirname, '../../cdk.json'), 'utf8'));

const folder = mkdtempSync(join(tmpdir(), 'yimen-synth-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** As `npm run synth` does it, but without bundles. */
export const bareApp = () =>
  new App({
    analyticsReporting: false,
    outdir: mkdtempSync(join(folder, 'app-')),
    context: { ...context, 'aws:cdk:bundling-stacks': [] },
  });

export function synthesise(given: Readonly<Record<string, string>>) {
  const { data, workflow, api, audit, ops } = cloudHouse(bareApp(), readConfig(given));
  const templates = {
    data: Template.fromStack(data),
    workflow: Template.fromStack(workflow),
    api: Template.fromStack(api),
    audit: Template.fromStack(audit),
    ops: Template.fromStack(ops),
  };
  const resources = (stack: keyof typeof templates, type: string): [string, Part][] =>
    Object.entries(templates[stack].findResources(type));
  const all = (type: string): [string, Part][] =>
    (['data', 'workflow', 'api', 'audit', 'ops'] as const).flatMap((stack) => resources(stack, type));
  return { templates, resources, all };
}

const made = new Map<Partition, ReturnType<typeof synthesise>>();

export function synthesised(partition: Partition = 'aws'): ReturnType<typeof synthesise> {
  const known = made.get(partition) ?? synthesise({ partition });
  made.set(partition, known);
  return known;
}

/** Statements of every policy attached to a role, by the role's logical id. */
export function statementsOf(roleId: string, stack: 'workflow' | 'api' | 'audit'): Part[] {
  return synthesised()
    .resources(stack, 'AWS::IAM::Policy')
    .filter(([, { Properties }]) => Properties['Roles'].some((role: { Ref: string }) => role.Ref === roleId))
    .flatMap(([, { Properties }]) => Properties['PolicyDocument'].Statement);
}

export const listed = (value: unknown): Part[string][] => (Array.isArray(value) ? value : [value]);
