import { App } from 'aws-cdk-lib';
import { configNames, readConfig } from './config.ts';
import { cloudHouse } from './house.ts';

/** What the CDK CLI runs (`cdk.json`): one deployment, configured by `-c name=value`. */
const context = new App().node;
const given = configNames.map((name): [string, unknown] => [name, context.tryGetContext(name)]);
cloudHouse(readConfig(Object.fromEntries(given.filter(([, value]) => value !== undefined)))).app.synth();
