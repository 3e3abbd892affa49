// Preloaded before every command of ours; written so that any Node from 18 on can run it.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(
    `yimen needs Node 24, this is ${process.versions.node}. ` +
      'The project brings its own: run "npm ci" here (without --ignore-scripts and --omit) and start through npm, ' +
      'for example "npm start".\n',
  );
  process.exit(1);
}
