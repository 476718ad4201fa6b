import { plainSettings } from '../../../machines/tcp/settings.ts';
import { initialTcb, type Tcb } from '../../../machines/tcp/tcb.ts';
import type { Place } from './translation.ts';

/** A local state for tests: what is not given is as before any connection. */
export const place = (value: string, tcb: Partial<Tcb>): Place => ({
  value,
  context: { ...initialTcb(plainSettings), ...tcb },
});
