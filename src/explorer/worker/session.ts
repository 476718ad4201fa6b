import { instantiate } from '../../composition/instantiate.ts';
import { ladderMarkdown } from '../../export/ladders/ladder-markdown.ts';
import { ladderSvg } from '../../export/ladders/ladder-svg.ts';
import { toMermaidSequence } from '../../export/ladders/sequence.ts';
import { chartOf } from '../../export/machines/chart.ts';
import type { AnyModel } from '../../language/definition.ts';
import { ModelError } from '../../language/errors.ts';
import type { ParameterSpec, ParameterSpecs, ParameterValue } from '../../language/parameters.ts';
import { variantNames } from '../../language/resolve.ts';
import type { Instance } from '../../model/instance.ts';
import { ladder } from '../../report/ladders/ladder.ts';
import { expectedOf } from '../../report/searches/verdict.ts';
import type { Outcome } from '../../search/outcome.ts';
import { compareWalks, type Place, Stepper } from '../../stepping/index.ts';
import type { Overview } from '../../survey/overview.ts';
import { watchedInstance } from '../../survey/watched-model.ts';
import { judge, judgeLasso } from '../../trace/judge.ts';
import { isByKind, namingBy } from '../../trace/naming.ts';
import { diagramKey } from '../document/diagram-key.ts';
import { requireOneStart } from '../document/one-start.ts';
import type { Choice } from '../protocol/choice.ts';
import type { CopyFormat, GoAsked, PathCriterion, SearchLimits } from '../protocol/messages.ts';
import type { AssumptionView, Compared, Opened, ParameterView, PlaceChange } from '../protocol/views.ts';
import { Along } from './along.ts';
import { LadderViews } from './ladder-view.ts';
import { Lights } from './lights.ts';
import { NecessityJob } from './necessity-job.ts';
import { PathsJob } from './paths-job.ts';
import { PlaceViews, valuesOf } from './place-view.ts';
import { boundsView, SearchJob } from './search-job.ts';
import { stepText } from './step-text.ts';
import { Telling } from './telling.ts';
import { Walker } from './walk.ts';

/** One choice of a model's parameters, walked and searched. */
export class Session {
  readonly #instance: Instance;
  readonly #stepper: Stepper;
  readonly #walker: Walker;
  readonly #along: Along;
  readonly #telling = new Telling();
  readonly #lights: Lights;
  /** By the states of the machines: where walks have been. */
  readonly #seen = new Set<string>();
  readonly #been = new WeakSet<Place>();
  readonly #ladders: LadderViews;
  readonly #opened: Opened;
  readonly #paths: (criterion: PathCriterion, limits: SearchLimits) => PathsJob;
  readonly #without: (names: readonly string[]) => Instance;
  #overview: Overview | null = null;
  #outcome: Outcome | null = null;
  #views: PlaceViews;

  /** @throws ModelError for a choice that makes no sense */
  constructor(model: AnyModel, asked: Choice) {
    const base = { variant: asked.variant ?? undefined, set: asked.set };
    const all = watchedInstance(model, base);
    const there = assumptionsOf(all.instance);
    // With other parameters, other assumptions are there: what is not there need not be left out.
    const without = asked.without.filter((name) => there.some((each) => each.name === name));
    const choice = { ...asked, without };
    const { instance, lanes } = without.length === 0 ? all : watchedInstance(model, { ...base, without });
    requireOneStart(instance);
    this.#paths = (criterion, limits) => new PathsJob(model, { ...base, without }, criterion, limits);
    this.#without = (names) => instantiate(model, { ...base, without: [...without, ...names] });
    this.#instance = instance;
    this.#stepper = new Stepper(instance);
    this.#walker = new Walker(this.#stepper);
    this.#along = new Along(this.#stepper);
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
      assumptions: there.map((each) => ({ ...each, isMade: !without.includes(each.name) })),
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
  go(asked: GoAsked): PlaceChange {
    const walk = this.#walker.walk(asked.more, this.#telling.kept(asked));
    const looked = this.#views.of(walk, { ...asked, seen: this.#newlySeen() });
    const { names } = this.#along.facts(walk.place);
    return this.#telling.tell(walk.place, looked, isByKind(names), asked.since);
  }

  /** A search of the same instance: states have the same ids, so distances are found by them. */
  search(limits: SearchLimits): SearchJob {
    return new SearchJob(this.#instance, limits);
  }

  /**
   * Says what the verdicts of the last search need to be assumed.
   *
   * @throws ModelError if nothing has been searched
   */
  necessity(limits: SearchLimits): NecessityJob {
    if (this.#outcome === null) throw new ModelError('what verdicts need is asked once there are some');
    return new NecessityJob(this.#outcome, this.#without, limits);
  }

  /** Test paths of this choice. */
  paths(criterion: PathCriterion, limits: SearchLimits): PathsJob {
    return this.#paths(criterion, limits);
  }

  /** From now on, verdicts are known, and distances to violations. */
  learn({ outcome, overview }: SearchJob): void {
    this.#outcome = outcome;
    this.#overview = overview;
    this.#views = this.#newViews();
  }

  copy(replay: string, format: CopyFormat): string {
    const { place, again } = this.#walker.walk(replay);
    const trace = { ...this.#stepper.trace(place), ...(again === null ? {} : { again }) };
    const findings =
      again === null
        ? judge(this.#instance, place.path)
        : judgeLasso(this.#instance, { stem: place.path.slice(0, again), cycle: place.path.slice(again) })
            .findings;
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
    const [one, other] = [this.#walker.walk(a).place, this.#walker.walk(b).place];
    const { common, parted, parting, ends, isSameEnd } = compareWalks(this.#stepper, one, other);
    const [first, second] = [this.#stepText(parted[0], one), this.#stepText(parted[1], other)];
    return { common, steps: [first, second], parting, ends, isSameEnd };
  }

  /** Of the last walk, states of the machines in which no walk has been before. */
  #newlySeen(): readonly (readonly string[])[] {
    const { places } = this.#walker;
    const found: (readonly string[])[] = [];
    // Who has been at the end of a walk has been on all of it.
    for (const place of places.toReversed()) {
      if (this.#been.has(place)) break;
      this.#been.add(place);
      const values = valuesOf(this.#instance, place);
      const text = JSON.stringify(values);
      if (this.#seen.has(text)) continue;
      this.#seen.add(text);
      found.push(values);
    }
    return found;
  }

  #stepText(place: Place | null, end: Place): string | null {
    if (place === null || place.step === null) return null;
    return stepText(place.step, namingBy(this.#along.facts(end).names));
  }

  #newViews(): PlaceViews {
    return new PlaceViews({
      instance: this.#instance,
      stepper: this.#stepper,
      along: this.#along,
      lights: this.#lights,
      ladders: this.#ladders,
      overview: this.#overview,
    });
  }
}

/** What is assumed of steps, and in the long run. */
function assumptionsOf({ model, fairness }: Instance): readonly Omit<AssumptionView, 'isMade'>[] {
  return [
    ...model.bounds.assumptions.map(({ name, sentence }) => ({ name, sentence, isFairness: false })),
    ...fairness.map(([name, { sentence }]) => ({ name, sentence, isFairness: true })),
  ];
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
