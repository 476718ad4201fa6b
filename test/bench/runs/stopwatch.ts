/** Measures a stretch of this process. */
export class Stopwatch {
  /** Seconds from the start of the process to the start of the stretch. */
  readonly startSeconds = performance.now() / 1000;
  readonly #cpu = process.cpuUsage();

  /** Ends the stretch. */
  stop(): { readonly wallSeconds: number; readonly cpuSeconds: number; readonly startSeconds: number } {
    const { startSeconds } = this;
    const wallSeconds = performance.now() / 1000 - startSeconds;
    return { wallSeconds, cpuSeconds: process.cpuUsage(this.#cpu).user / 1e6, startSeconds };
  }
}

/** The most bytes that this process ever held in memory. */
export function peakBytes(): number {
  return process.resourceUsage().maxRSS * 1024;
}
