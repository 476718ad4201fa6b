import type { AnyStateMachine } from '../../language/machine.ts';

/** Runs something while the machine starts with this context. */
export function withContext<T>(
  machine: AnyStateMachine,
  context: { readonly context: unknown } | undefined,
  run: () => T,
): T {
  if (context === undefined) return run();
  const { config } = machine;
  machine.config = { ...config, ...context } as typeof config;
  try {
    return run();
  } finally {
    machine.config = config;
  }
}
