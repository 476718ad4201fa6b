import { stat } from 'node:fs/promises';
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import type { Atom, AtomKind } from '../../codec/atom.ts';
import type { ExpandedView } from '../../codec/frames.ts';
import { NameClashError } from '../../codec/name-table.ts';
import { type Name, nameWords } from '../../codec/names.ts';
import { bytesOfWords, wordsOfBytes } from '../../codec/words-bytes.ts';
import type { Reached } from '../../levels/levels.ts';
import type { Saved } from '../../levels/saved.ts';
import { type Chunk, type LevelStore, MOST_STEPS } from '../../levels/store.ts';
import { Candidates } from './candidates.ts';
import { type Database, type DatabaseOptions, openDatabase } from './duckdb.ts';

/** States that are read at once. */
const READ = 10_000;

/** Atoms whose texts are remembered, so that the database is not asked for each again. */
const REMEMBERED = 50_000;

const STEPS = BigInt(MOST_STEPS);

/** A table whose rows are deleted keeps their place: so it is made anew. */
const TOLD =
  'CREATE OR REPLACE TEMP TABLE told (kind VARCHAR NOT NULL, name VARCHAR NOT NULL, text VARCHAR NOT NULL, made_from VARCHAR, way VARCHAR)';

const TABLES = `
CREATE TABLE IF NOT EXISTS states (rank UBIGINT NOT NULL, via UBIGINT, state BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS atoms (kind VARCHAR NOT NULL, name VARCHAR NOT NULL, text VARCHAR NOT NULL, made_from VARCHAR, way VARCHAR);
CREATE TABLE IF NOT EXISTS saved (json VARCHAR NOT NULL);
${TOLD};
`;

const CLASH = `
SELECT name FROM (SELECT DISTINCT kind, name, text FROM told UNION SELECT kind, name, text FROM atoms SEMI JOIN told USING (kind, name))
GROUP BY kind, name HAVING count(*) > 1 LIMIT 1`;

const NEW_ATOMS = `
INSERT INTO atoms
SELECT kind, name, any_value(text), arg_min(made_from, key), arg_min(way, key)
FROM (SELECT *, coalesce(made_from, '') || coalesce(way, '') AS key FROM told ANTI JOIN atoms USING (kind, name))
GROUP BY kind, name`;

/** With all that they are made from. */
const CLOSURE = `
WITH RECURSIVE needed(kind, name) AS (
  SELECT kind, name FROM atoms WHERE name IN (SELECT unnest($names::VARCHAR[]))
  UNION
  SELECT a.kind, a.made_from FROM atoms AS a JOIN needed USING (kind, name) WHERE a.made_from IS NOT NULL
)
SELECT kind, name, text, way FROM atoms JOIN needed USING (kind, name)`;

/**
 * States in a DuckDB database: levels of millions are brought into order, and compared with all that were there before, by SQL, in as much memory
 * as it is given. A level is one transaction, with where the search stands.
 */
export class DiskStore implements LevelStore {
  readonly #file: string;
  readonly #database: Database;
  /** One for what is added, one to read states meanwhile. */
  readonly #writing: DuckDBConnection;
  readonly #reading: DuckDBConnection;
  #saved: Saved | null;
  readonly #candidates: Candidates;
  readonly #texts = new Map<string, string>();

  private constructor(
    file: string,
    database: Database,
    writing: DuckDBConnection,
    reading: DuckDBConnection,
    candidates: Candidates,
    saved: Saved | null,
  ) {
    this.#file = file;
    this.#database = database;
    this.#writing = writing;
    this.#reading = reading;
    this.#candidates = candidates;
    this.#saved = saved;
  }

  /** @throws ModelError if that cannot be opened */
  static async open(file: string, options: DatabaseOptions): Promise<DiskStore> {
    const database = await openDatabase(file, options);
    const writing = await database.connect();
    await writing.run(TABLES);
    const [saved] = await rows(writing, 'SELECT json FROM saved');
    const reading = await database.connect();
    return new DiskStore(
      file,
      database,
      writing,
      reading,
      new Candidates(writing, options.memory),
      saved === undefined ? null : JSON.parse(String(saved[0])),
    );
  }

  get saved(): Saved | null {
    return this.#saved;
  }

  async begin(states: readonly (readonly Name[])[], atoms: readonly Atom[], saved: Saved): Promise<void> {
    await this.#inTransaction(async () => {
      const appender = await this.#writing.createAppender('states');
      states.forEach((state, rank) => {
        const words = Uint32Array.from(state.flatMap((name) => nameWords(name)));
        appender.appendUBigInt(BigInt(rank));
        appender.appendNull();
        appender.appendBlob(bytesOfWords(words, 0, words.length));
        appender.endRow();
      });
      appender.closeSync();
      await this.#tell(atoms);
      await this.#writing.run(NEW_ATOMS);
      await this.#save(saved);
    });
    await this.#writing.run(TOLD);
  }

  async *states(from: number, end: number, size: () => number): AsyncIterable<Chunk> {
    for (let at = from; at < end; at += READ) {
      const to = Math.min(end, at + READ);
      const states = await rows(
        this.#reading,
        `SELECT state FROM states WHERE rank >= ${at} AND rank < ${to} ORDER BY rank`,
      );
      if (states.length !== to - at) throw new Error(`${this.#file} lacks states that were there`);
      for (let i = 0; i < states.length; ) {
        const some = states.slice(i, i + size()).map(([state]) => blobOf(state));
        yield { first: at + i, count: some.length, words: wordsOf(some) };
        i += some.length;
      }
    }
  }

  /** Number of states of the level that is being expanded. */
  get #levelSize(): number {
    return this.#saved === null ? 0 : this.#saved.known - (this.#saved.levels.at(-1) ?? 0);
  }

  async add(first: number, { successors, atoms }: ExpandedView): Promise<void> {
    if (!this.#candidates.isBegun) await this.#candidates.begin(this.#levelSize);
    this.#candidates.add(first, successors);
    await this.#tell(atoms);
  }

  async endLevel(known: number, saved: (found: number) => Saved): Promise<number> {
    const writing = this.#writing;
    const [clash] = await rows(writing, CLASH);
    if (clash !== undefined) throw new NameClashError(String(clash[0]));
    await this.#candidates.sift();
    const found = Number((await rows(writing, 'SELECT count(*) FROM ordered'))[0]?.[0]);
    await this.#inTransaction(async () => {
      await writing.run(`INSERT INTO states SELECT ${known} + rowid, via, state FROM ordered`);
      await writing.run(NEW_ATOMS);
      await this.#save(saved(found));
    });
    await writing.run('DROP TABLE ordered');
    await writing.run(TOLD);
    return found;
  }

  async reached(rank: number): Promise<Reached | null> {
    const [row] = await rows(this.#reading, `SELECT via FROM states WHERE rank = ${rank}`);
    if (row === undefined) throw new Error(`${this.#file} has no state with the rank ${rank}`);
    const [via] = row;
    if (via === null) return null;
    return { parent: Number(BigInt(String(via)) / STEPS), step: Number(BigInt(String(via)) % STEPS) };
  }

  async countReachedFrom(rank: number): Promise<number> {
    const end = (BigInt(rank) + 1n) * STEPS;
    return Number((await rows(this.#reading, `SELECT count(*) FROM states WHERE via < ${end}`))[0]?.[0]);
  }

  async atoms(names: readonly Name[]): Promise<readonly Atom[]> {
    const list = names.map((name) => `'${name}'`).join();
    const found = await rows(this.#reading, CLOSURE.replace('$names::VARCHAR[]', `[${list}]`));
    return found.map(
      ([kind, name, text, way]): Atom => ({
        kind: kindOf(String(kind)),
        name: String(name),
        text: String(text),
        ...(way === null ? {} : { way: JSON.parse(String(way)) }),
      }),
    );
  }

  async countAtoms(): Promise<ReadonlyMap<AtomKind, number>> {
    const counts = await rows(this.#reading, 'SELECT kind, count(*) FROM atoms GROUP BY kind');
    return new Map(counts.map(([kind, count]) => [kindOf(String(kind)), Number(count)]));
  }

  async bytes(): Promise<number> {
    const sizes = await Promise.all([this.#file, `${this.#file}.wal`].map((file) => sizeOf(file)));
    return sizes.reduce((sum, bytes) => sum + bytes, 0);
  }

  /** Gives the file back. What the level at hand has added is forgotten. */
  close(): void {
    this.#candidates.close();
    this.#reading.closeSync();
    this.#writing.closeSync();
    this.#database.close();
  }

  async #tell(atoms: readonly Atom[]): Promise<void> {
    const fresh = atoms.filter((atom) => this.#isNew(atom));
    if (fresh.length === 0) return;
    const told = await this.#writing.createAppender('told');
    for (const { kind, name, text, way } of fresh) {
      told.appendVarchar(String(kind));
      told.appendVarchar(name);
      told.appendVarchar(text);
      if (way !== undefined && way.kind !== 'start') told.appendVarchar(way.from);
      else told.appendNull();
      if (way === undefined) told.appendNull();
      else told.appendVarchar(JSON.stringify(way));
      told.endRow();
    }
    told.closeSync();
  }

  #isNew({ kind, name, text }: Atom): boolean {
    const known = this.#texts.get(`${kind} ${name}`);
    if (known !== undefined && known !== text) throw new NameClashError(name);
    if (known === undefined && this.#texts.size < REMEMBERED) this.#texts.set(`${kind} ${name}`, text);
    return known === undefined;
  }

  async #save(saved: Saved): Promise<void> {
    await this.#writing.run('DELETE FROM saved');
    await this.#writing.run('INSERT INTO saved VALUES ($json)', { json: JSON.stringify(saved) });
    this.#saved = saved;
  }

  async #inTransaction(work: () => Promise<void>): Promise<void> {
    await this.#writing.run('BEGIN');
    try {
      await work();
      await this.#writing.run('COMMIT');
    } catch (error) {
      await this.#writing.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }
}

async function rows(connection: DuckDBConnection, sql: string): Promise<readonly (readonly DuckDBValue[])[]> {
  return (await connection.runAndReadAll(sql)).getRows();
}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}

function kindOf(text: string): AtomKind {
  return text === 'packet' || text === 'history' ? text : Number(text);
}

function blobOf(value: DuckDBValue | undefined): Uint8Array {
  if (typeof value === 'object' && value !== null && 'bytes' in value && value.bytes instanceof Uint8Array)
    return value.bytes;
  throw new Error('a state in the database is no state');
}

/** States as a batch has them. */
function wordsOf(states: readonly Uint8Array[]): Uint32Array {
  const words = new Uint32Array(states.reduce((sum, { byteLength }) => sum + 1 + byteLength / 4, 0));
  let at = 0;
  for (const state of states) {
    const names = wordsOfBytes(state);
    words[at] = names.length / 2;
    words.set(names, at + 1);
    at += 1 + names.length;
  }
  return words;
}
