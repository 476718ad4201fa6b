import { readFileSync } from 'node:fs';
import { readCapture } from '../../drivers/captures/capture.ts';
import { readJsonLines } from '../../drivers/logs/json-lines.ts';
import type { AnyModel } from '../../language/definition.ts';
import { ModelError, messageOf } from '../../language/errors.ts';
import type { CaptureReading } from '../../language/log.ts';

/**
 * Reads a log: JSON lines, or a capture that the model knows how to read.
 *
 * @param at the endpoint at whose host a capture was made; null if it sees what either side sends
 * @throws ModelError if there is no such file, or it cannot be understood
 */
export function readLog(file: string, model: AnyModel, at: string | null): CaptureReading {
  const bytes = contents(file);
  const capture = readCapture(bytes);
  if (capture === null) return readJsonLines(new TextDecoder().decode(bytes));
  if (model.capture === undefined) {
    throw new ModelError(
      `${file} is a capture, but the model "${model.name}" does not say what packets are in its words; give it capture(packets, at), or a log of JSON lines`,
    );
  }
  try {
    const reading = model.capture(capture.packets, at);
    return { ...reading, notes: [...capture.notes, ...reading.notes] };
  } catch (thrown) {
    throw new ModelError(`${file} cannot be read by the model "${model.name}": ${messageOf(thrown)}`);
  }
}

function contents(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (thrown) {
    throw new ModelError(`the log ${file} cannot be read: ${messageOf(thrown)}`);
  }
}
