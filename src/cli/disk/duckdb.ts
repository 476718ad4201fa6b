import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { ModelError } from '../../language/errors.ts';

/** The package by which databases on disk are opened: it is not installed with this one. */
const PACKAGE = '@duckdb/node-api';

/** What was freed is given back to the system when it is so much: else the database holds 100 MB more than it is allowed, where states are large. */
const GIVEN_BACK = '128KB';

/** How a database is opened. */
export interface DatabaseOptions {
  /** Bytes of memory that it may take. */
  readonly memory: number;
  readonly threads: number;
  /** Where it puts what does not fit into memory. */
  readonly temporary: string;
}

/** A database in a file. */
export interface Database {
  readonly instance: DuckDBInstance;
  connect(): Promise<DuckDBConnection>;
  close(): void;
}

/**
 * Opens the database in a file, or makes it.
 *
 * @throws ModelError if DuckDB is not installed, or somebody else has the file open
 */
export async function openDatabase(file: string, options: DatabaseOptions): Promise<Database> {
  const { DuckDBInstance } = await duckdb();
  const settings = {
    memory_limit: `${Math.floor(options.memory / 1e6)}MB`,
    threads: String(options.threads),
    temp_directory: options.temporary,
    allocator_background_threads: 'true',
    allocator_flush_threshold: GIVEN_BACK,
    allocator_bulk_deallocation_flush_threshold: GIVEN_BACK,
  };
  try {
    const instance = await DuckDBInstance.create(file, settings);
    return { instance, connect: () => instance.connect(), close: () => instance.closeSync() };
  } catch (error) {
    throw new ModelError(
      `${file} cannot be opened: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** What DuckDB says when it cannot do something: of which kind that is, and what. */
const SAID = /^(?:Error: )?(?<kind>[A-Z][A-Za-z ]*) Error: (?<what>.*)/;

/** The same error; but what a database says is a sentence, with the way out. */
export function databaseFailure(error: unknown, folder: string): unknown {
  const said = SAID.exec(error instanceof Error ? error.message : '')?.groups;
  if (said === undefined || error instanceof ModelError) return error;
  const { kind = '', what = '' } = said;
  const wayOut =
    kind === 'Out of Memory'
      ? 'go on with --resume, and a larger --max-memory'
      : 'make room, and go on with --resume';
  return new ModelError(
    `the database in ${folder} cannot go on: ${what}. Levels that were whole are kept: ${wayOut}`,
  );
}

async function duckdb(): Promise<typeof import('@duckdb/node-api')> {
  try {
    return await import('@duckdb/node-api');
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
    if (!isMissing) throw error;
    throw new ModelError(
      `--on-disk keeps states in a DuckDB database, by the package ${PACKAGE}, which is not installed: npm install ${PACKAGE}`,
    );
  }
}
