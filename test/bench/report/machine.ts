import { cpus, loadavg, totalmem } from 'node:os';
import { counted } from '../../../src/report/text.ts';

/** The machine, and how busy it is: on one that does other work, only ratios mean anything. */
export function machine(): string {
  const all = cpus();
  const model = all[0]?.model.trim() ?? 'unknown processor';
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  const load = (loadavg()[0] ?? 0).toFixed(1);
  return `${model}, ${counted(all.length, 'core')}, ${memory}, Node ${process.version}, load ${load}.`;
}
