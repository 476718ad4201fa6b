/** One direction of a connection in memory: what is written at one end can be read at the other. */
export class Pipe {
  #frames: Uint8Array[] = [];

  write(frame: Uint8Array): void {
    this.#frames.push(frame);
  }

  /** Takes out all frames that have been written, in order. */
  drain(): readonly Uint8Array[] {
    const frames = this.#frames;
    this.#frames = [];
    return frames;
  }
}
