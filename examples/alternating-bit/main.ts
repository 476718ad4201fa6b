// Runs the test paths against both senders: node scripts/run-sources.mjs examples/alternating-bit/main.ts
import { differenceReport, runSuiteSync, testPaths } from 'allways/testing';
import model from '../../machines/toys/alternating-bit/model.ts';
import { AlternatingBitDriver } from './driver.ts';
import { HastySender, Sender } from './sender.ts';

for (const criterion of ['transitions', 'pairs', 'faults'] as const) {
  const suite = testPaths(model, criterion, { variant: 'duplicating' });
  for (const sender of [Sender, HastySender]) {
    const result = runSuiteSync(new AlternatingBitDriver(sender), suite);
    console.log(`${criterion}, ${suite.paths.length} paths: ${sender.name} ${result.verdict}`);
    if (result.verdict === 'differs') console.log(`\n${differenceReport(result.difference)}`);
  }
}
