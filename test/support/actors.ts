import { ActorDriver } from '../../src/drivers/actors.ts';
import type { System, Trace } from '../../src/index.ts';
import type { EndpointMap } from '../../src/language/views.ts';
import { type Difference, runTraceSync } from '../../src/testing.ts';

/** Runs a trace again with one XState actor per endpoint; the first difference, or nothing. */
export function replayThroughActors(system: System<EndpointMap>, trace: Trace): readonly Difference[] {
  const driver = new ActorDriver(system);
  try {
    const result = runTraceSync(driver, trace);
    return result.verdict === 'differs' ? [result.difference] : [];
  } finally {
    driver.stop();
  }
}
