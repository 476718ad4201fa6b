/**
 * Pictures of machines, traces and state spaces, and the files in which other programs read them.
 *
 * @module allways/export
 */

// Pictures and files: pure functions, one for each format.

export { dotToSvg } from './export/drawing/graphviz.ts';
export type { Theme } from './export/drawing/theme.ts';
export { ladderMarkdown } from './export/ladders/ladder-markdown.ts';
export { type LadderSvgOptions, ladderSvg } from './export/ladders/ladder-svg.ts';
export { toMermaidSequence } from './export/ladders/sequence.ts';
export { type Chart, chartOf } from './export/machines/chart.ts';
export { type Crashing, withCrashes } from './export/machines/chart-crashes.ts';
export type { ChartOptions } from './export/machines/chart-options.ts';
export { type Selection, select } from './export/machines/chart-select.ts';
export { type DotOptions, toDot } from './export/machines/dot-state.ts';
export { toMermaid } from './export/machines/mermaid-state.ts';
export { toPlantUml } from './export/machines/plantuml.ts';
export { toScxml } from './export/scxml/scxml.ts';
export { jointDot } from './export/spaces/joint-dot.ts';
export { type JointSvgOptions, jointSvg } from './export/spaces/joint-grid.ts';
export { jointMermaid } from './export/spaces/joint-mermaid.ts';
export { spaceAut, spaceDot, spaceGraphMl, spaceJson } from './export/spaces/space.ts';
export { fromTaggedJson, type Json, taggedJson } from './trace/tagged-json.ts';

// A second opinion: the same model for another checker.

export type { CloseOptions } from './checkers/close.ts';
export { toPromela } from './checkers/promela/promela.ts';
export { type TlaModule, toTlaPlus } from './checkers/tlaplus/tlaplus.ts';

// All states at once, and what of the machines is ever taken.

export { type JointGraph, type JointOptions, jointGraph } from './survey/joint.ts';
export { type Reach, reachOf } from './survey/reached.ts';
export { type StateSpace, stateSpace } from './survey/space.ts';
