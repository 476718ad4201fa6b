import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));
const fixtures = join(root, 'test/types/fixtures');

/** What is read from disk, parsed: libraries, packages and the sources are the same for every program. */
const parsed = new Map<string, ts.SourceFile>();

/** A complaint of the compiler: the line (from 1) and what it says, on one line. */
export interface Complaint {
  readonly line: number;
  readonly text: string;
}

/** The text of a file that compiles, to be changed one line at a time. */
export function fixture(name: string): string {
  return readFileSync(join(fixtures, name), 'utf8');
}

/**
 * Compiles texts as if they stood among the fixtures, with the options of this project, all in one program: so the
 * libraries are read once.
 *
 * @param texts by path; those of one folder can import one another
 */
export function compile(texts: Readonly<Record<string, string>>): Record<string, Complaint[]> {
  const files = new Map(Object.entries(texts).map(([name, text]) => [join(fixtures, name), text]));
  const program = ts.createProgram([...files.keys()], projectOptions(), hostOf(files));
  return Object.fromEntries(
    Object.keys(texts).map((name) => [name, complaintsAbout(program, join(fixtures, name))]),
  );
}

function projectOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  return ts.parseJsonConfigFileContent(config, ts.sys, root).options;
}

function hostOf(files: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(projectOptions());
  const folders = new Set([...files.keys()].map(dirname));
  return {
    ...host,
    fileExists: (path) => files.has(path) || host.fileExists(path),
    readFile: (path) => files.get(path) ?? host.readFile(path),
    getSourceFile: (path, options) => {
      const text = files.get(path);
      return text === undefined ? parsedFile(path, options) : ts.createSourceFile(path, text, options);
    },
    directoryExists: (path) => folders.has(path) || ts.sys.directoryExists(path),
  };
}

function parsedFile(
  path: string,
  options: ts.ScriptTarget | ts.CreateSourceFileOptions,
): ts.SourceFile | undefined {
  const known = parsed.get(path);
  if (known !== undefined) return known;
  const text = ts.sys.readFile(path);
  if (text === undefined) return undefined;
  const file = ts.createSourceFile(path, text, options);
  parsed.set(path, file);
  return file;
}

function complaintsAbout(program: ts.Program, path: string): Complaint[] {
  const file = program.getSourceFile(path);
  if (file === undefined) throw new Error(`${path} was not compiled`);
  const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
  return found.map(({ start = 0, messageText }) => ({
    line: file.getLineAndCharacterOfPosition(start).line + 1,
    text: ts.flattenDiagnosticMessageText(messageText, ' '),
  }));
}
