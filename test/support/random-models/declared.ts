import { declaredNames } from '../../../src/endpoint/declared-names.ts';
import type { EndpointMap } from '../../../src/language/views.ts';

/** Those of the types that some machine emits or takes: a model that carries others is refused. */
export function carriedBy(endpoints: EndpointMap, types: readonly string[]): readonly string[] {
  const names = namesIn(endpoints);
  return types.filter((type) =>
    names.some(({ takes, emits, emitsMore }) => emitsMore || [...takes, ...emits].includes(type)),
  );
}

/** Those of the names that some machine has a timer by: a model in which others are elastic is refused. */
export function timersOf(endpoints: EndpointMap, names: readonly string[]): readonly string[] {
  const known = namesIn(endpoints);
  return names.filter((name) =>
    known.some(
      ({ afters, raises, raisesMore }) => raisesMore || [...afters.values(), ...raises].includes(name),
    ),
  );
}

function namesIn(endpoints: EndpointMap) {
  return Object.values(endpoints).map(({ machine }) => declaredNames(machine));
}
