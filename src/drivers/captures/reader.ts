/** Reads numbers out of a file whose order of octets is known only once it is read. */
export class ByteReader {
  readonly #view: DataView;
  readonly bytes: Uint8Array;
  isLittle = true;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.bytes.length;
  }

  u16(offset: number): number {
    return this.#view.getUint16(offset, this.isLittle);
  }

  u32(offset: number): number {
    return this.#view.getUint32(offset, this.isLittle);
  }

  slice(offset: number, length: number): Uint8Array {
    return this.bytes.subarray(offset, offset + length);
  }
}
