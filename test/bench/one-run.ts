// One run in a process of its own, so that peak memory and warm-up are its own. Prints JSON, one document a line.
import { runLiveness } from './liveness/allways.ts';
import { runAllwaysPaths } from './paths/allways.ts';
import { runXstatePaths, shortestPaths, testModelPaths } from './paths/xstate.ts';
import { runAllways } from './runs/allways.ts';
import type { Job } from './runs/job.ts';
import { runLarge } from './runs/large.ts';
import { runXstateGraph } from './runs/xstate-graph.ts';

const job = JSON.parse(process.argv[2] ?? '') as Job;
const tell = (document: unknown) => void process.stdout.write(`${JSON.stringify(document)}\n`);

switch (job.engine) {
  case 'allways':
    tell(await runAllways(job));
    break;
  case 'xstate-graph':
    tell(await runXstateGraph(job));
    break;
  case 'large':
    await runLarge(job, tell);
    break;
  case 'liveness':
    tell(await runLiveness(job));
    break;
  case 'paths by allways':
    tell(await runAllwaysPaths(job));
    break;
  case 'paths by xstate-graph':
    tell(await runXstatePaths(job, shortestPaths));
    break;
  case 'paths by xstate-test':
    tell(await runXstatePaths(job, testModelPaths));
    break;
}
