import { type AnyModel, isModel } from '../../language/definition.ts';
import type { Machine } from '../../language/endpoint.ts';
import { ModelError } from '../../language/errors.ts';
import { nearest } from '../../language/nearest.ts';
import type { InstanceOptions } from '../../language/resolve.ts';
import { childrenOf, type EndpointMachine, machinesOf } from '../../survey/machines.ts';
import { displayedPath } from './displayed-path.ts';
import { loadExports } from './load.ts';

/** What a file has to draw: the machines of a model, or one machine. */
export interface Source {
  /** Of the model or machine. */
  readonly name: string;
  /** The machines, each once (twice, where endpoints that run it crash in different ways), with the names of the endpoints that run them. */
  readonly machines: readonly NamedMachine[];
  /** The model that the file exports, if it does. */
  readonly model: AnyModel | null;
}

export interface NamedMachine {
  /** Of an endpoint that runs it, or of the machine itself; after that of who starts it as an actor, as in `page/request`. */
  readonly name: string;
  /** Whether no endpoint runs it, but an actor that some machine starts. */
  readonly isChild: boolean;
  /** All endpoints that its picture stands for; none if the file exports no model. */
  readonly endpoints: readonly string[];
  readonly machine: Machine;
  /** Null where it never crashes, as far as the file says. */
  readonly crashes: EndpointMachine['crashes'];
}

/**
 * Loads what a file has to draw: its default export, be it a model or a machine, or else the machines it exports by name.
 *
 * @param only name of an endpoint, an export or a machine
 * @throws ModelError if there is nothing to draw
 */
export async function loadSource(
  given: string,
  only: string | undefined,
  options: InstanceOptions | ((model: AnyModel) => InstanceOptions),
): Promise<Source> {
  const { exports, path } = await loadExports(given);
  const { default: main } = exports;
  if (isModel(main)) {
    const resolved = typeof options === 'function' ? options(main) : options;
    return {
      name: main.name,
      machines: chosen(ofEndpoints(machinesOf(main, resolved)), only, given),
      model: main,
    };
  }
  const found = Object.entries(exports).flatMap(([name, value]): readonly NamedMachine[] => {
    if (!isMachine(value)) return [];
    const own = name === 'default' ? value.id : name;
    const itself = { name: own, isChild: false, endpoints: [], machine: value, crashes: null };
    return [itself, ...ofChildren(own, childrenOf(value))];
  });
  if (found.length === 0) throw new ModelError(nothingIn(exports, displayedPath(path)));
  const picked = isMachine(main) && only === undefined ? found.filter(isOf(main, childrenOf(main))) : found;
  const machines = chosen(onceEach(picked), only, given);
  return { name: machines[0]?.machine.id ?? '', machines, model: null };
}

/** Whether a value is an XState machine, of whatever copy of XState. */
function isMachine(value: unknown): value is Machine {
  return (
    typeof value === 'object' &&
    value !== null &&
    'root' in value &&
    'implementations' in value &&
    'getInitialSnapshot' in value
  );
}

function ofEndpoints(machines: readonly EndpointMachine[]): readonly NamedMachine[] {
  const own = machines.map(({ endpoint, machine, crashes }) => ({
    name: endpoint,
    isChild: false,
    endpoints: [endpoint],
    machine,
    crashes,
  }));
  // Behind all endpoints, so that a machine that an endpoint runs, too, has its name.
  return [...own, ...machines.flatMap(({ endpoint, children }) => ofChildren(endpoint, children))];
}

function ofChildren(parent: string, children: EndpointMachine['children']): readonly NamedMachine[] {
  return children.map(({ name, machine }) => ({
    name: `${parent}/${name}`,
    isChild: true,
    endpoints: [],
    machine,
    crashes: null,
  }));
}

function isOf(main: Machine, children: EndpointMachine['children']): (each: NamedMachine) => boolean {
  return ({ machine }) => machine === main || children.some((child) => child.machine === machine);
}

function chosen(
  machines: readonly NamedMachine[],
  only: string | undefined,
  given: string,
): readonly NamedMachine[] {
  if (only === undefined) return onceEach(machines);
  const found = machines.filter(({ name, machine }) => name === only || machine.id === only);
  if (found.length > 0) return onceEach(found);
  throw new ModelError(
    `${given} has no machine "${only}"${nearest(
      only,
      machines.map(({ name }) => name),
    )}`,
  );
}

/** Of endpoints that run one machine and crash alike, one. */
function onceEach(machines: readonly NamedMachine[]): readonly NamedMachine[] {
  const isTwin = (one: NamedMachine, other: NamedMachine) =>
    one.machine === other.machine && one.crashes?.restarts === other.crashes?.restarts;
  const firsts = machines.filter((each, i) => machines.findIndex((other) => isTwin(each, other)) === i);
  return firsts.map((first) => ({
    ...first,
    endpoints: machines.filter((each) => isTwin(each, first)).flatMap(({ endpoints }) => endpoints),
  }));
}

function nothingIn(exports: Readonly<Record<string, unknown>>, file: string): string {
  const names = Object.keys(exports).map((name) => (name === 'default' ? 'a default' : `"${name}"`));
  const found = names.length === 0 ? 'it exports nothing' : `it exports ${names.join(', ')}`;
  return `${file} has no machine to draw (${found}); export a machine of XState v5, or a model by default`;
}
