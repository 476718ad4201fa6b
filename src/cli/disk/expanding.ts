import { createHash } from 'node:crypto';
import { MissingAtoms } from '../../codec/atoms.ts';
import { Expander, ExpansionError } from '../../codec/expander.ts';
import {
  batchOf,
  expandedContent,
  type Failed,
  FRAME,
  type Hello,
  missingContent,
  PROTOCOL,
  toldBeginnings,
} from '../../codec/frames.ts';
import { nameOfWords } from '../../codec/names.ts';
import { instantiate } from '../../composition/instantiate.ts';
import type { Prepared } from '../loading/prepare.ts';
import { Watchdog } from '../running/watchdog.ts';
import { versionText } from '../version.ts';
import { frame, jsonFrame } from './framing.ts';

/** Answers frames: see docs/expand.md. */
export class Expanding {
  readonly #prepared: Prepared;
  readonly #properties: readonly string[];
  readonly #expander: Expander;
  readonly #most: number;

  /**
   * @param properties names of those to judge; none for all
   * @param most bytes that what was met may take
   */
  constructor(prepared: Prepared, properties: readonly string[], most: number) {
    const { loaded, options } = prepared;
    this.#prepared = prepared;
    this.#properties = properties;
    this.#most = most;
    const watchdog = Watchdog.get();
    this.#expander = new Expander(
      () => instantiate(loaded.model, options),
      properties.length === 0 ? undefined : properties,
      () => watchdog.pulse(),
    );
  }

  hello(): Hello {
    const { instance, watched } = this.#expander;
    const { states, atoms } = this.#expander.initials();
    return {
      protocol: PROTOCOL,
      version: versionText(),
      identity: identityOf(this.#prepared, this.#properties),
      model: instance.name,
      variant: instance.variant,
      parameters: instance.parameters,
      endpoints: instance.model.reader.endpoints,
      watched: watched.map(({ named: { name, kind }, ofPremise = false }) => ({
        name,
        kind,
        isPremise: ofPremise,
      })),
      ...toldBeginnings({ states: states.map(namesOf), atoms }),
    };
  }

  /** The frame that answers a frame. */
  answer({ kind, content }: { readonly kind: number; readonly content: Uint8Array }): Uint8Array {
    try {
      if (kind !== FRAME.expand) throw new RangeError(`no frame of the kind ${kind} is answered`);
      if (this.#expander.bytes > this.#most) this.#expander.drop();
      return frame(FRAME.expanded, expandedContent(this.#expander.expand(batchOf(content))));
    } catch (error) {
      if (error instanceof MissingAtoms) return frame(FRAME.missing, missingContent(error.names));
      return jsonFrame(FRAME.failed, failureOf(error));
    }
  }
}

function failureOf(error: unknown): Failed {
  const message = error instanceof Error ? error.message : String(error);
  return { message, state: error instanceof ExpansionError ? error.state : null };
}

/**
 * A text that is the same for two workers only if they expand states alike, wherever they run: the code of the model with all that it imports, what is asked
 * of it, and which checker and XState run.
 */
export function identityOf({ loaded, instance, options }: Prepared, properties: readonly string[]): string {
  const { parameters, variant } = instance;
  const { without = [] } = options;
  const asked = { parameters, variant, without, properties, version: versionText(), protocol: PROTOCOL };
  const text = `${loaded.module.identity} ${JSON.stringify(asked)}`;
  return createHash('sha256').update(text).digest('hex');
}

function namesOf(state: Uint8Array): readonly string[] {
  const view = new DataView(state.buffer, state.byteOffset, state.byteLength);
  return Array.from({ length: state.byteLength / 8 }, (_, i) =>
    nameOfWords(view.getUint32(i * 8, true), view.getUint32(i * 8 + 4, true)),
  );
}
