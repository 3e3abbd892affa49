import { App } from 'aws-cdk-lib';
import { join } from 'node:path';
import { writeMaps } from './bundling.ts';
import { configNames, readConfig } from './config.ts';
import { cloudHouse } from './house.ts';

/** What the CDK CLI runs (`cdk.json`): one deployment, configured by `-c name=value`. */
const app = new App({ analyticsReporting: false });
const given = configNames.map((name): [string, unknown] => [name, app.node.tryGetContext(name)]);
cloudHouse(app, readConfig(Object.fromEntries(given.filter(([, value]) => value !== undefined))));
app.synth();
// Beside the templates, for whoever reads a stack in a log; in no zip.
writeMaps(join(app.outdir, 'maps'));
