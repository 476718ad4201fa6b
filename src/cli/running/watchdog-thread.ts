/** The words that both threads share: how often work was seen to go on, whether Ctrl-C is heard, whether it came. */
export const WORDS = { pulse: 0, listening: 1, interrupted: 2 } as const;

interface Given {
  readonly words: Int32Array;
  /** Seconds. */
  readonly patience: number;
  readonly at: typeof WORDS;
}

/**
 * What the watching thread does. Its text is what the thread is given, so it uses nothing from outside itself.
 *
 * Only the debugger sees into a thread that does not come back, and can end it. It is connected only once work has not gone on
 * for long, so that it costs nothing; that counts moments in which this thread ran, and in which the process used its processor,
 * so that neither a busy machine nor one that slept is taken for a loop.
 */
export function watchdogThread(): void {
  const { workerData } = process.getBuiltinModule('node:worker_threads');
  const { Script } = process.getBuiltinModule('node:vm');
  const { writeSync } = process.getBuiltinModule('node:fs');
  const { Session } = process.getBuiltinModule('node:inspector');
  const { words, patience, at } = workerData as Given;
  const NAP_MS = 100;
  const nap = (): void => {
    Atomics.wait(words, at.interrupted, Atomics.load(words, at.interrupted), NAP_MS);
  };

  let lastPulse = -1;
  let stillNaps = 0;
  let cpuBefore = 0;
  const cpuSeconds = (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  };
  /** Whether work has not gone on for so long that it is to be looked at. */
  const isSuspicious = (): boolean => {
    const pulse = Atomics.load(words, at.pulse);
    if (pulse !== lastPulse) {
      lastPulse = pulse;
      stillNaps = 0;
      cpuBefore = cpuSeconds();
      return false;
    }
    stillNaps++;
    const seconds = Atomics.load(words, at.interrupted) > 0 ? Math.min(1, patience) : patience;
    return stillNaps * NAP_MS >= seconds * 1000 && cpuSeconds() - cpuBefore >= seconds / 2;
  };

  /** Naps until something is to be looked at, or Ctrl-C is heard no more. */
  const napWhileListening = (): boolean => {
    while (Atomics.load(words, at.listening) === 1) {
      nap();
      if (isSuspicious()) return true;
    }
    return false;
  };

  /** The same; meanwhile a Ctrl-C ends the naps, which the working thread could not hear. */
  const napHearingInterrupts = (): boolean => {
    Object.assign(globalThis, { napWhileListening });
    try {
      return Boolean(new Script('napWhileListening()').runInThisContext({ breakOnSigint: true }));
    } catch {
      Atomics.store(words, at.interrupted, 1);
      stillNaps = 0;
      cpuBefore = cpuSeconds();
      return false;
    }
  };

  type InHand = readonly [call: number, place: string] | null;
  const describe = JSON.stringify('allways.inHand');
  const IN_HAND = `JSON.stringify(globalThis[Symbol.for(${describe})]?.() ?? null)`;

  /** Stops the working thread where it is, and asks it something. */
  const askedWhilePaused = async (
    then: (inHand: InHand, place: string, session: InstanceType<typeof Session>, frame: string) => void,
  ): Promise<void> => {
    const session = new Session();
    session.connectToMainThread();
    await new Promise<void>((resolve) => {
      session.once('Debugger.paused', ({ params }) => {
        const [top] = params.callFrames;
        if (top === undefined) return resolve();
        const frame = top.callFrameId;
        const where = top.functionName === '' ? '' : ` (it is in ${top.functionName})`;
        session.post(
          'Debugger.evaluateOnCallFrame',
          { callFrameId: frame, expression: IN_HAND, returnByValue: true },
          (_error, answer) => {
            const text: unknown = answer?.result.value;
            then(typeof text === 'string' ? (JSON.parse(text) as InHand) : null, where, session, frame);
            session.post('Debugger.resume', () => resolve());
          },
        );
      });
      session.post('Debugger.enable', () => session.post('Debugger.pause'));
    });
    session.disconnect();
  };

  /** Ends the process if the same call of model code is still in hand after a while. */
  const examine = async (): Promise<void> => {
    let before = -1;
    await askedWhilePaused((inHand) => {
      before = inHand?.[0] ?? -1;
    });
    for (let i = 0; i < 5; i++) nap();
    await askedWhilePaused((inHand, where, session, frame) => {
      if (inHand === null || inHand[0] !== before) return;
      writeSync(
        2,
        `allways: ${inHand[1].replace(/,$/, '')}: one call does not come back${where}; is there a loop without an end?\n`,
      );
      session.post('Debugger.evaluateOnCallFrame', {
        callFrameId: frame,
        expression: 'process.exitCode = 2',
      });
      session.post('Runtime.terminateExecution');
    });
    stillNaps = 0;
    cpuBefore = cpuSeconds();
  };

  // A session alone does not keep a thread alive.
  setInterval(() => undefined, NAP_MS);
  const watch = async (): Promise<never> => {
    for (;;) {
      const hears = Atomics.load(words, at.listening) === 1 && Atomics.load(words, at.interrupted) === 0;
      if (!hears) nap();
      if (hears ? napHearingInterrupts() : isSuspicious()) await examine();
    }
  };
  void watch();
}
