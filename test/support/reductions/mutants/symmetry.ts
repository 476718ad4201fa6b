import type { Mutant } from './mutant.ts';

const REDUCTIONS = 'reduction/reductions.ts';
const RENAMING = 'reduction/symmetry/renaming.ts';
/** What spares a mutant. */
const BY_SAMPLES = 'states and their images are compared while the search goes on';

const PROOF = 'reduction/proof/symmetry-proof.ts';

const FUNCTIONS =
  "The model's functions: `final`, history, triggers, what assumptions say of deliveries, actions and states, properties";
const SENDING = 'The order of sending';
const PATH = 'A path is one of the full model';

/** The conditions of symmetry, each dropped. */
export const ofSymmetry: readonly Mutant[] = [
  {
    condition: 'Each new state is judged itself',
    drops: 'that each new state is judged itself',
    file: 'property/property-watch.ts',
    text: '!this.#standsForOthers && !steps.differs',
    instead: '!steps.differs',
    killedBy: 'a state whose mirror image',
  },
  {
    condition: 'Local steps',
    drops: 'the closure of what the search made use of',
    file: REDUCTIONS,
    text: 'if (this.#symmetry === null) return;\n    const properties',
    instead: 'if (this.#asked.length > 0) return;\n    const properties',
    killedBy: 'a claim of symmetry that is false where no sample',
  },
  {
    condition: 'Renaming is an action of the group, and leaves alone what is no name',
    drops: 'that types of events stay',
    file: RENAMING,
    text: "return { ...(this.data(permutation, { ...event, type: '' }) as EventObject), type };",
    instead: 'return { type, ...(this.data(permutation, event) as EventObject) };',
    killedBy: 'an event type that no machine names',
  },
  {
    condition: 'Renaming is an action of the group, and leaves alone what is no name',
    drops: 'that types of events in data stay',
    file: RENAMING,
    text: "key === 'type' && this.#typesLookLikeNames",
    instead: "key === ''",
    killedBy: 'an event that is kept',
  },
  {
    condition: 'Renaming is an action of the group, and leaves alone what is no name',
    drops: 'that ids of timers are renamed',
    file: RENAMING,
    text: '(id) => this.timer(permutation, endpoint, id)',
    instead: '(id) => id',
    killedBy: 'timers with the id retry:b',
  },
  {
    condition: FUNCTIONS,
    drops: 'that properties say the same of images',
    file: PROOF,
    text: '[...model.functions(), ...properties]',
    instead: 'model.functions()',
    killedBy: 'a property tells',
  },
  ...['final tells', 'the history tells', 'a trigger tells', 'an assumption tells'].map((killedBy) => ({
    condition: FUNCTIONS,
    drops: `that functions of the model say the same of images: ${killedBy}`,
    file: PROOF,
    text: '[...model.functions(), ...properties]',
    instead: 'properties',
    killedBy,
    ...(killedBy === 'final tells' ? {} : { spared: BY_SAMPLES }),
  })),
  {
    condition: FUNCTIONS,
    drops: 'that what was remembered before is asked again',
    file: REDUCTIONS,
    text: 'if (this.#symmetry !== null) this.#keepFacts(watching, this.#symmetry.alike);',
    instead: '',
    killedBy: 'a property tells',
  },
  {
    condition: FUNCTIONS,
    drops: 'that a function which reads one endpoint is asked with all of those that are alike',
    file: 'composition/table-reader.ts',
    text: 'return [read, ...others.map((endpoint) => read + (endpoint - at) * apart)];',
    instead: 'return others.length < 0 ? [apart] : [read];',
    killedBy: 'a property tells',
  },
  {
    condition: FUNCTIONS,
    drops: 'that a function may read more where names are exchanged',
    file: 'reduction/proof/function-closure.ts',
    text: 'for (const other of this.#others(vector, key, known)) {',
    instead: 'for (const other of this.#others(vector, key, known).slice(0, 0)) {',
    killedBy: 'a property looks at more',
  },
  {
    condition: 'Local steps',
    drops: 'that it is the same in which ways messages are taken',
    file: 'reduction/proof/step-closure.ts',
    text: 'if (this.#compareWays()) goesOn = true;',
    instead: '',
    killedBy: '. lets M wait',
    spared: BY_SAMPLES,
  },
  {
    condition: FUNCTIONS,
    drops: 'that assumptions confine to the same states',
    file: 'composition/composition.ts',
    text: '...(this.#confinement === null\n        ? []',
    instead: '...(this.#confinement === null || this.width > 0\n        ? []',
    killedBy: 'an assumption keeps to states',
  },
  {
    condition: 'Marks',
    drops: 'that triggers do the same to the marks of images',
    file: PROOF,
    text: 'why = remarks.close() ?? why;',
    instead: '',
    killedBy: 'marks tell',
    spared: BY_SAMPLES,
  },
  {
    condition: SENDING,
    drops: 'that messages to one receiver are in order',
    file: 'reduction/proof/step-closure.ts',
    text: 'const name = isOrdered ? key : text;',
    instead: "const name = isOrdered && key === '' ? key : text;",
    killedBy: 'in a queue,',
  },
  {
    condition: SENDING,
    drops: 'that the order decides which messages find room',
    file: PROOF,
    text: 'let why = overflows && closure.reorders ?',
    instead: 'let why = overflows && closure === null ?',
    killedBy: '(b|c) is told of first, and there is no room',
  },
  {
    condition: SENDING,
    drops: 'that the image of a list that is sent may depend on the step',
    file: 'reduction/proof/images.ts',
    text: 'this.#ambiguous.add(sent);',
    instead: 'this.#ambiguous.delete(sent);',
    killedBy: 'a property looks whether',
  },
  {
    condition: PATH,
    drops: 'that a path is renamed',
    file: REDUCTIONS,
    text: 'return this.#symmetry === null ? path : lifted(this.#composition, this.#symmetry, path);',
    instead: 'return this.#symmetry === null || lifted !== null ? path : [];',
    killedBy: 'one of two is ahead',
  },
  {
    condition: PATH,
    drops: 'that the path shows what was found',
    file: 'property/property-watch.ts',
    text: 'if (!this.#standsForOthers) return',
    instead: 'if (path.length >= 0) return',
    killedBy: 'a property tells',
    spared: BY_SAMPLES,
  },
];
