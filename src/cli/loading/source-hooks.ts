import { readFile } from 'node:fs/promises';
import type { InitializeHook, LoadHook, ResolveHook } from 'node:module';
import { fileURLToPath } from 'node:url';

/** What the hooks must know of the program that registers them. */
export interface HookData {
  /** The module that stands for the package's public name. */
  readonly self: string;
  /** Where packages are looked for that a model's own folder does not have. */
  readonly home: string;
}

/** The code of the error that says that a source does not compile. */
export const SYNTAX_CODE = 'ALLWAYS_SYNTAX';

const PUBLIC_NAME = 'allways';
const TYPESCRIPT = /\.m?ts$/;
const MODULE_SYNTAX = /^\s*(?:import|export)\b/m;

let known: HookData = { self: '', home: '' };

export const initialize: InitializeHook<HookData> = (data) => {
  known = data;
};

/**
 * Finds modules for model files anywhere on disk: this package by its public name (always the running copy, so that
 * there is only one), packages of the model's own folder, else those that this package brings.
 */
export const resolve: ResolveHook = async (specifier, context, next) => {
  if (specifier === PUBLIC_NAME) return { url: known.self, shortCircuit: true };
  try {
    return await next(specifier, context);
  } catch (error) {
    for (const attempt of alternatives(specifier, context.parentURL)) {
      try {
        return await next(attempt.specifier, { ...context, parentURL: attempt.parentURL });
      } catch {
        // What is reported is the failure of what was written.
      }
    }
    throw error;
  }
};

/** Compiles TypeScript without looking at types: that is the compiler's work, and would take seconds. */
export const load: LoadHook = async (url, context, next) => {
  const file = url.startsWith('file:') ? fileURLToPath(url.replace(/[?#].*$/, '')) : '';
  if (TYPESCRIPT.test(file)) {
    const source = await compiled(file, await readFile(file, 'utf8'));
    return { format: 'module', source, shortCircuit: true };
  }
  // A model in JavaScript is a module if it looks like one, whatever a package.json says or fails to say.
  if (file.endsWith('.js') && context.format !== 'module' && !file.includes('/node_modules/')) {
    const source = await readFile(file, 'utf8');
    if (MODULE_SYNTAX.test(source)) return { format: 'module', source, shortCircuit: true };
  }
  return next(url, context);
};

interface Attempt {
  readonly specifier: string;
  readonly parentURL: string | undefined;
}

/** TypeScript is also written with the endings that its output would have, or with none. */
function alternatives(specifier: string, parentURL: string | undefined): readonly Attempt[] {
  const isRelative = /^\.{1,2}\//.test(specifier);
  if (!isRelative) return /^[\w@]/.test(specifier) ? [{ specifier, parentURL: known.home }] : [];
  const asWritten = specifier.replace(/\.(m?)js$/, '.$1ts');
  const endings = asWritten === specifier ? [`${specifier}.ts`, `${specifier}/index.ts`] : [asWritten];
  return endings.map((ending) => ({ specifier: ending, parentURL }));
}

async function compiled(file: string, text: string): Promise<string> {
  // Only now: the compiler takes a while to load, and a model in JavaScript does without.
  const { default: ts } = await import('typescript');
  const { outputText, diagnostics = [] } = ts.transpileModule(text, {
    fileName: file,
    reportDiagnostics: true,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      inlineSourceMap: true,
      inlineSources: true,
    },
  });
  const [first] = diagnostics;
  if (first === undefined) return outputText;
  const at = first.file?.getLineAndCharacterOfPosition(first.start ?? 0) ?? { line: 0, character: 0 };
  const message = ts.flattenDiagnosticMessageText(first.messageText, ' ');
  const more = diagnostics.length > 1 ? ` (and ${diagnostics.length - 1} more)` : '';
  const error = new SyntaxError(`${file}:${at.line + 1}:${at.character + 1}: ${message}${more}`);
  throw Object.assign(error, { code: SYNTAX_CODE });
}
