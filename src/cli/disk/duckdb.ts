import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { ModelError } from '../../language/errors.ts';

/** The package by which databases on disk are opened: it is not installed with this one. */
const PACKAGE = '@duckdb/node-api';

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
