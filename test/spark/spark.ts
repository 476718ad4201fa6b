import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { folderOf } from '../cli/command.ts';

const at = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

const environment = at('spark/.venv');
const python = `${environment}/bin/python`;

/** Two executors of one core, as processes of their own on this machine. */
const MASTER = process.env.ALLWAYS_SPARK_MASTER ?? 'local-cluster[2,1,1024]';

/** The command that expands, and leads: from the sources. */
export const ALLWAYS = `${process.execPath} ${at('scripts/run-sources.mjs')} ${at('src/cli/main.ts')}`;

/** Why searches on Spark are not tried; null where they are. */
export const NO_SPARK = whyNot();

function whyNot(): string | null {
  const java = spawnSync('java', ['-version'], { encoding: 'utf8' });
  if (java.status !== 0 || !/version "(?:1[7-9]|[2-9]\d)/.test(java.stderr))
    return 'there is no Java 17, which Spark needs';
  return existsSync(`${environment}/requirements.txt`)
    ? null
    : 'there is no Python with PySpark: node test/spark/install.mjs makes it';
}

/** What a short search pays for is the start of each Java, and what it compiles: less of that. */
const SHORT = '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC';

const QUIET = ['spark.ui.enabled=false', 'spark.ui.showConsoleProgress=false', 'spark.log.level=ERROR'];

const settings = [
  ...QUIET,
  'spark.sql.codegen.wholeStage=false',
  'spark.sql.codegen.factoryMode=NO_CODEGEN',
  `spark.driver.extraJavaOptions=${SHORT}`,
  `spark.executor.extraJavaOptions=${SHORT}`,
];
const wordsOf = (all: readonly string[]) => ['--master', MASTER, ...all.flatMap((each) => ['--conf', each])];
const words = wordsOf(settings);

const env = {
  ...process.env,
  PYSPARK_PYTHON: python,
  PYSPARK_DRIVER_PYTHON: python,
  // For a script that is no submitted one.
  PYSPARK_SUBMIT_ARGS: [...words.map((word) => `"${word}"`), 'pyspark-shell'].join(' '),
  SPARK_LOCAL_IP: '127.0.0.1',
  ALLWAYS_PROGRESS: 'never',
};

/** What a search came to. */
export interface Submitted {
  readonly status: number | null;
  /** The report. */
  readonly stdout: string;
  /** All else. */
  readonly said: string;
}

interface Search {
  readonly child: ChildProcess;
  readonly ended: Promise<Submitted>;
}

/**
 * A short search that is submitted, in a session of its own.
 *
 * @param how further arguments of spark-submit
 */
export function submitted(args: readonly string[], how: readonly string[] = []): Search {
  return begun([...words, ...how], args, env);
}

/** One that may take long, as a user has it, with all that it writes in this folder. */
export function submittedLong(folder: string, [model = '', ...more]: readonly string[]): Search {
  const places = ['--model', at(model), '--dir', `file://${folder}/states`, '--allways', ALLWAYS];
  return begun(wordsOf(QUIET), [...places, ...more], { ...env, SPARK_LOCAL_DIRS: `${folder}/shuffled` });
}

function begun(how: readonly string[], args: readonly string[], all: NodeJS.ProcessEnv): Search {
  const folder = folderOf({});
  const report = `${folder.path}/report`;
  const child = spawn(
    `${environment}/bin/spark-submit`,
    [...how, at('spark/search.py'), ...args, '--report', report],
    { cwd: at('.'), env: all, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (text: Buffer) => {
      said += text;
    });
  }
  const ended = new Promise<Submitted>((resolve) => {
    child.on('close', (status) => {
      const stdout = existsSync(report) ? readFileSync(report, 'utf8') : '';
      folder.remove();
      resolve({ status, stdout, said });
    });
  });
  return { child, ended };
}

/** Searches one after another in one session, each in a folder of its own. */
export class Session {
  readonly #child = spawn(python, [at('test/spark/many.py')], { cwd: at('.'), env, stdio: 'pipe' });
  readonly #lines: AsyncIterator<string>;
  readonly #folder = folderOf({});
  #said = '';
  #count = 0;

  constructor() {
    const { stdout, stderr } = this.#child;
    this.#lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
    stderr.on('data', (text: Buffer) => {
      this.#said = `${this.#said}${text}`.slice(-5000);
    });
  }

  /** @param name of the folder of its states: one of its own, if another one is not named */
  async search(args: readonly string[], name = `${++this.#count}`): Promise<Submitted> {
    this.#child.stdin.write(`${JSON.stringify(searchArguments(`${this.#folder.path}/${name}`, args))}\n`);
    for (let next = await this.#lines.next(); next.done !== true; next = await this.#lines.next()) {
      if (next.value.startsWith('{"status"')) return { ...JSON.parse(next.value), said: this.#said };
    }
    throw new Error(`the session has ended: ${this.#said}`);
  }

  async end(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('close', resolve));
    this.#child.stdin.end();
    await ended;
    this.#folder.remove();
  }
}

/** The arguments of a search with its states in this folder; the model is the first of those given. */
export function searchArguments(folder: string, [model = '', ...more]: readonly string[]): readonly string[] {
  const buckets = ['--buckets', '2', '--allways', ALLWAYS];
  return ['--model', at(model), '--dir', `file://${folder}`, ...buckets, ...more];
}
