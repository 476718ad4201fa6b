/** Something that the user of the bench can put right, or must know: its message says what. */
export class BenchError extends Error {
  override readonly name = 'BenchError';
  /** Exit status: 1 for a measurement that failed, 2 for wrong usage. */
  readonly status: 1 | 2;

  constructor(message: string, status: 1 | 2 = 1) {
    super(message);
    this.status = status;
  }
}
