import { type Profiler, Session } from 'node:inspector';

/** Microseconds between two looks at the stack. */
const INTERVAL = 1000;

/** The share of a function's time in which XState, or a guard or an assignment that it called, was at work. */
export function profiled<T>(run: () => T): { readonly result: T; readonly xstateShare: number } {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: INTERVAL });
  session.post('Profiler.start');
  const result = run();
  let xstateShare = 0;
  session.post('Profiler.stop', (error, { profile }) => {
    if (error !== null) throw error;
    xstateShare = shareOf(profile, (url) => /\/node_modules\/xstate\//.test(url));
  });
  session.disconnect();
  return { result, xstateShare };
}

/** The share of the samples with a function of these files on the stack. */
function shareOf({ nodes, samples = [] }: Profiler.Profile, isMeant: (url: string) => boolean): number {
  const meant = new Set<number>();
  // A node stands before its children.
  for (const { id, callFrame, children = [] } of nodes) {
    if (isMeant(callFrame.url)) meant.add(id);
    if (meant.has(id)) for (const child of children) meant.add(child);
  }
  return samples.filter((id) => meant.has(id)).length / Math.max(1, samples.length);
}
