// node run.mjs VERDICTS CONFIG...: evaluates each promptfooconfig.yaml with promptfoo's own evaluator and writes,
// for each, {label of the prompt: {description of the test: {pass, score, each, output, error}}} as JSON, each being
// [pass, score] of every assertion. Nothing leaves the machine.
import fs from 'node:fs';
import net from 'node:net';

// promptfoo reports that its telemetry is off, over the network, where it is off.
net.Socket.prototype.connect = () => {
  throw new Error('promptfoo wanted the network');
};
Object.assign(process.env, {
  PROMPTFOO_DISABLE_TELEMETRY: '1',
  PROMPTFOO_DISABLE_UPDATE: '1',
  PROMPTFOO_DISABLE_REMOTE_GENERATION: '1',
  PROMPTFOO_DISABLE_SHARING: '1',
});

const yaml = (await import('js-yaml')).default;
const { evaluate } = await import('promptfoo');

const [verdicts, ...files] = process.argv.slice(2);
const told = {};
for (const file of files) {
  const config = yaml.load(fs.readFileSync(file, 'utf8'));
  const { results } = await evaluate(config, { cache: false, maxConcurrency: 8, showProgressBar: false });
  const found = (told[file] = {});
  for (const one of results) {
    (found[one.prompt.label] ??= {})[one.testCase.description] = {
      pass: one.success,
      score: one.score,
      each: (one.gradingResult?.componentResults ?? []).map(({ pass, score }) => [pass, score]),
      output: one.response?.output,
      error: one.failureReason === 2 ? one.error : null,
    };
  }
}
fs.writeFileSync(verdicts, JSON.stringify(told));
process.exit(0);
