/** Names of the frames that occur here, by opcode (RFC 6455, 5.2). */
const NAMES: Readonly<Record<number, string>> = { 1: 'DATA', 8: 'CLOSE_FRAME' };

/** Cuts bytes into frames, one text of bytes each. */
export function framesOf(bytes: string): readonly string[] {
  const frames: string[] = [];
  for (let rest = bytes; rest.length > 0; ) {
    const length = lengthOf(rest);
    frames.push(rest.slice(0, length));
    rest = rest.slice(length);
  }
  return frames;
}

export function nameOf(frame: string): string {
  const opcode = frame.charCodeAt(0) & 0x0f;
  const name = NAMES[opcode];
  if (name === undefined) throw new Error(`a frame with opcode ${opcode}, which nobody here sends`);
  return name;
}

/** Octets of the first frame: two, four of a mask if there is one, and those of what it carries. */
function lengthOf(bytes: string): number {
  const second = bytes.charCodeAt(1);
  const payload = second & 0x7f;
  if (bytes.length < 2 || payload > 125) throw new Error('neither cut frames nor long ones occur here');
  return 2 + ((second & 0x80) === 0 ? 0 : 4) + payload;
}
