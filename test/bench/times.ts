/** The user time of the children, in the second line of what the shell's `times` prints: `0m1.230000s 0m0.040000s`. */
export function childSeconds(output: string): number {
  const lines = [...output.matchAll(/^(?<minutes>\d+)m(?<seconds>[\d.]+)s \S+$/gm)];
  const { minutes = '0', seconds = '0' } = lines.at(-1)?.groups ?? {};
  return Number(minutes) * 60 + Number(seconds);
}
