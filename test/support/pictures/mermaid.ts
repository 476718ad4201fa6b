import { JSDOM } from 'jsdom';

/** What Mermaid has understood of a text. */
export interface MermaidRead {
  readonly type: string;
  /** Arrows, of a state diagram. */
  readonly arrows: number;
  /** Names of states, of a state diagram. */
  readonly states: readonly string[];
}

let mermaid: Promise<typeof import('mermaid').default> | null = null;

/** Mermaid wants a document, although it draws nothing here. */
async function load(): Promise<typeof import('mermaid').default> {
  const { window } = new JSDOM('<!doctype html><body></body>');
  Object.assign(globalThis, { window, document: window.document });
  const loaded = (await import('mermaid')).default;
  loaded.initialize({ startOnLoad: false });
  return loaded;
}

/** A statement of a state diagram, as Mermaid's parser gives it. */
interface Statement {
  readonly stmt: string;
  readonly id?: string;
  readonly doc?: readonly Statement[];
}

interface StateDb {
  getRootDocV2(): Statement;
}

/** Reads a text with Mermaid's own parser; throws its complaint. */
export async function readMermaid(text: string): Promise<MermaidRead> {
  mermaid ??= load();
  const reader = await mermaid;
  const { diagramType: type } = await reader.parse(text);
  if (type !== 'stateDiagram') return { type, arrows: 0, states: [] };
  const db = (await reader.mermaidAPI.getDiagramFromText(text)).db as unknown as StateDb;
  const all = withInner(db.getRootDocV2().doc ?? []);
  return {
    type,
    arrows: all.filter(({ stmt }) => stmt === 'relation').length,
    states: all.flatMap(({ stmt, id }) => (stmt === 'state' && id !== undefined ? [id] : [])),
  };
}

interface FlowDb {
  getVertices(): ReadonlyMap<string, unknown>;
  getEdges(): readonly unknown[];
}

/** Reads a flowchart in the same way: how many nodes and edges it has. */
export async function readFlowchart(text: string): Promise<{ nodes: number; edges: number }> {
  mermaid ??= load();
  const reader = await mermaid;
  const db = (await reader.mermaidAPI.getDiagramFromText(text)).db as unknown as FlowDb;
  return { nodes: db.getVertices().size, edges: db.getEdges().length };
}

function withInner(statements: readonly Statement[]): readonly Statement[] {
  return statements.flatMap((each) => [each, ...withInner(each.doc ?? [])]);
}
