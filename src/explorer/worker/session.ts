import { ladderMarkdown } from '../../export/ladders/ladder-markdown.ts';
import { ladderSvg } from '../../export/ladders/ladder-svg.ts';
import { toMermaidSequence } from '../../export/ladders/sequence.ts';
import { chartOf } from '../../export/machines/chart.ts';
import type { AnyModel } from '../../language/definition.ts';
import type { ParameterSpec, ParameterSpecs, ParameterValue } from '../../language/parameters.ts';
import { variantNames } from '../../language/resolve.ts';
import type { Instance } from '../../model/instance.ts';
import { ladder } from '../../report/ladders/ladder.ts';
import { expectedOf } from '../../report/searches/verdict.ts';
import { compareWalks, type Place, Stepper } from '../../stepping/index.ts';
import type { Overview } from '../../survey/overview.ts';
import { watchedInstance } from '../../survey/watched-model.ts';
import { judge } from '../../trace/judge.ts';
import { messagesOf, namingOf } from '../../trace/naming.ts';
import { diagramKey } from '../document/diagram-key.ts';
import type { Choice } from '../protocol/choice.ts';
import type { CopyFormat, SearchLimits } from '../protocol/messages.ts';
import type { Compared, Opened, ParameterView, PlaceView } from '../protocol/views.ts';
import { LadderViews } from './ladder-view.ts';
import { Lights } from './lights.ts';
import { PlaceViews } from './place-view.ts';
import { boundsView, SearchJob } from './search-job.ts';
import { stepText } from './step-text.ts';
import { walk } from './walk.ts';

/** One choice of a model's parameters, walked and searched. */
export class Session {
  readonly #instance: Instance;
  readonly #stepper: Stepper;
  readonly #lights: Lights;
  readonly #ladders: LadderViews;
  readonly #opened: Opened;
  #overview: Overview | null = null;
  #views: PlaceViews;

  /** @throws ModelError for a choice that makes no sense */
  constructor(model: AnyModel, choice: Choice) {
    const options = { variant: choice.variant ?? undefined, set: choice.set };
    const { instance, lanes } = watchedInstance(model, options);
    this.#instance = instance;
    this.#stepper = new Stepper(instance);
    this.#lights = new Lights(lanes);
    this.#ladders = new LadderViews(instance);
    this.#views = this.#newViews();
    this.#opened = {
      model: model.name,
      choice,
      variants: variantNames(model).map((name) => ({
        name,
        sentence: model.variants?.[name]?.sentence ?? '',
      })),
      parameters: parametersOf(model, choice, instance),
      endpoints: instance.model.reader.endpoints,
      diagrams: lanes.map(({ machine }) => diagramKey(chartOf(machine))),
      properties: instance.properties.map((property) => {
        const { name, kind, sentence, source = null } = property;
        return { name, kind, sentence, source, expected: expectedOf({ name, kind }, instance.expect) };
      }),
      bounds: boundsView(instance),
    };
  }

  get opened(): Opened {
    return this.#opened;
  }

  /** @throws ModelError for a text that is no replay string */
  go(replay: string): PlaceView {
    return this.#views.of(walk(this.#stepper, replay));
  }

  /** A search of the same instance: states have the same ids, so distances are found by them. */
  search(limits: SearchLimits): SearchJob {
    return new SearchJob(this.#instance, limits);
  }

  /** From now on, distances to violations are known. */
  learn(overview: Overview | null): void {
    this.#overview = overview;
    this.#views = this.#newViews();
  }

  copy(replay: string, format: CopyFormat): string {
    const { place, again } = walk(this.#stepper, replay);
    const trace = { ...this.#stepper.trace(place), ...(again === null ? {} : { again }) };
    const findings = judge(this.#instance, place.path);
    const { name, variant } = this.#instance;
    const title = variant === null ? name : `${name}, ${variant}`;
    const { lifetime } = this.#instance.model.bounds.network;
    switch (format) {
      case 'svg':
        return ladderSvg(trace, { findings, lifetime, title });
      case 'mermaid':
        return toMermaidSequence(trace, findings);
      case 'markdown':
        return ladderMarkdown(trace, findings, title);
      case 'text':
        return `${ladder(trace, { findings })}\n`;
    }
  }

  compare(a: string, b: string): Compared {
    const [one, other] = [walk(this.#stepper, a).place, walk(this.#stepper, b).place];
    const { common, parted, parting, ends, isSameEnd } = compareWalks(this.#stepper, one, other);
    const [first, second] = [this.#stepText(parted[0], one), this.#stepText(parted[1], other)];
    return { common, steps: [first, second], parting, ends, isSameEnd };
  }

  #stepText(place: Place | null, end: Place): string | null {
    if (place === null || place.step === null) return null;
    return stepText(place.step, namingOf(messagesOf(this.#stepper.trace(end))));
  }

  #newViews(): PlaceViews {
    return new PlaceViews({
      instance: this.#instance,
      stepper: this.#stepper,
      lights: this.#lights,
      ladders: this.#ladders,
      overview: this.#overview,
    });
  }
}

function parametersOf(model: AnyModel, { variant }: Choice, instance: Instance): readonly ParameterView[] {
  const specs = model.parameters as ParameterSpecs;
  const set: Readonly<Record<string, ParameterValue | undefined>> =
    variant === null ? {} : (model.variants?.[variant]?.set ?? {});
  return Object.entries(specs).map(([name, spec]) => {
    const base = set[name] ?? (typeof spec === 'object' ? spec.choices[0] : spec);
    return { name, ...kindOf(spec), base, value: instance.parameters[name] ?? base };
  });
}

function kindOf(spec: ParameterSpec): Pick<ParameterView, 'kind' | 'choices'> {
  if (typeof spec === 'object') return { kind: 'choice', choices: spec.choices };
  if (typeof spec === 'number') return { kind: 'number', choices: [] };
  return { kind: typeof spec === 'boolean' ? 'boolean' : 'text', choices: [] };
}
