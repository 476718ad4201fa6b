import { crc32 } from 'node:zlib';
import type { Failed, Hello } from '../../codec/frames.ts';

/** Bytes in front of each frame's content: how many bytes that has, what it is, and its checksum (CRC-32), each as a little-endian word. */
const HEAD_BYTES = 12;

const WORD = 4;

/** A frame of this content. */
export function frame(kind: number, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(HEAD_BYTES + content.byteLength);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.byteLength, true);
  view.setUint32(WORD, kind, true);
  view.setUint32(WORD * 2, crc32(content), true);
  bytes.set(content, HEAD_BYTES);
  return bytes;
}

export function jsonFrame(kind: number, value: Hello | Failed): Uint8Array {
  return frame(kind, new TextEncoder().encode(JSON.stringify(value)));
}

export function jsonOf<T extends Hello | Failed>(content: Uint8Array): T {
  return JSON.parse(new TextDecoder().decode(content)) as T;
}

/** Takes bytes as they come, and gives frames as they are complete. */
export class FrameReader {
  #chunks: Uint8Array[] = [];
  #length = 0;

  push(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.#length += chunk.byteLength;
  }

  /**
   * The next frame, or null if it is not all there yet.
   *
   * @throws RangeError if it has been changed on its way: what comes after it cannot be read either
   */
  next(): { readonly kind: number; readonly content: Uint8Array } | null {
    if (this.#length < HEAD_BYTES) return null;
    const head = this.#peek(HEAD_BYTES);
    const view = new DataView(head.buffer, head.byteOffset);
    const size = view.getUint32(0, true);
    const kind = view.getUint32(WORD, true);
    if (this.#length < HEAD_BYTES + size) return null;
    const all = this.#peek(HEAD_BYTES + size);
    const rest = all.subarray(HEAD_BYTES + size);
    this.#chunks = rest.byteLength === 0 ? [] : [rest];
    this.#length = rest.byteLength;
    const content = all.subarray(HEAD_BYTES, HEAD_BYTES + size);
    if (crc32(content) !== view.getUint32(WORD * 2, true))
      throw new RangeError('a frame does not have the checksum that it says it has');
    return { kind, content };
  }

  /** Whether bytes are left that make no whole frame. */
  get isTorn(): boolean {
    return this.#length > 0;
  }

  /** The first chunk, made to hold at least so many bytes. */
  #peek(bytes: number): Uint8Array {
    const [first] = this.#chunks;
    if (first !== undefined && first.byteLength >= bytes) return first;
    const all = new Uint8Array(this.#length);
    let at = 0;
    for (const chunk of this.#chunks) {
      all.set(chunk, at);
      at += chunk.byteLength;
    }
    this.#chunks = [all];
    return all;
  }
}
