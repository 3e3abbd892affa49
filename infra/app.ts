import { App } from 'aws-cdk-lib';
import { configNames, readConfig } from './config.ts';
import { cloudHouse } from './house.ts';

/** What the CDK CLI runs (`cdk.json`): one deployment, configured by `-c name=value`. */
const app = new App({ analyticsReporting: false });
const given = configNames.map((name): [string, unknown] => [name, app.node.tryGetContext(name)]);
cloudHouse(app, readConfig(Object.fromEntries(given.filter(([, value]) => value !== undefined))));
app.synth();
