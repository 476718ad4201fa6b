import type { Exchange } from '../driver/real-end.ts';
import type { Packet } from '../link/packet.ts';

/**
 * What was said to a stack and what it answered, in the manner of packetdrill: `<` arrives, `>` is sent, and calls. Numbers
 * are relative to the first SYN of each direction, so that it can be repeated with any.
 */
export function scriptOf(exchanges: readonly Exchange[]): string {
  const origins = new Map<string, number>();
  let last = 0;
  const lines = exchanges.flatMap(({ command, given, sent, answer }) => {
    const passed = Math.max(answer.now - last, 0);
    last = answer.now;
    const time = `+${(passed / 1000).toFixed(3)}`;
    const call =
      given === null ? [`${time} ${callOf(command)}`] : [`${time} < ${packetText(given, origins)}`];
    const replies = sent.map((packet) => `+0.000 > ${packetText(packet, origins)}`);
    return [
      ...call,
      ...replies,
      ...answer.events.map((event) => `       # user: ${event}`),
      `       # ${answer.state}`,
    ];
  });
  return lines.join('\n');
}

function callOf(command: string): string {
  const [name = '', count = ''] = command.split(' ');
  switch (name) {
    case 'listen':
      return 'listen(3, 1) = 0';
    case 'open':
      return 'connect(4, ..., ...) = -1 EINPROGRESS';
    case 'send':
      return `send(4, ..., ${count}, 0) = ${count}`;
    case 'close':
      return 'shutdown(4, SHUT_WR) = 0';
    case 'abort':
      return 'close(4) = 0  # with SO_LINGER of 0';
    case 'next':
      return '# until a timer expires';
    default:
      return `# ${command}`;
  }
}

function packetText(packet: Packet, origins: Map<string, number>): string {
  const { flags, sequence, acknowledgment, text, window } = packet;
  const from = packet.from.address;
  if (flags.has('S')) origins.set(from, sequence);
  const start = relative(sequence, origins.get(from));
  const letters = `${['S', 'F', 'R', 'P'].filter((flag) => [...flags].some((each) => each === flag)).join('')}${flags.has('A') ? '.' : ''}`;
  const ack = flags.has('A') ? ` ack ${relative(acknowledgment, origins.get(packet.to.address))}` : '';
  return `${letters} ${start}:${start + text}(${text})${ack} win ${window}`;
}

const relative = (number: number, origin: number | undefined) => (number - (origin ?? 0)) | 0;
