import type { Decision, Fork, Read } from '../decision.ts';

/** Characters of one block of C in a Promela file: Spin has room for no more than some ten thousands. */
const BLOCK = 24_000;
/** Numbers of an array that stand in one block. */
const CHUNK = 4000;
/** Cases beyond which a list is looked up, and no longer written as cases. */
const MOST_CASES = 48;

/** C in blocks that Spin has room for. What is too long is divided: arrays are filled in parts, functions call others. */
export class CCode {
  readonly #parts: string[] = [];
  readonly #fills: string[] = [];
  #names = 0;

  /** Adds text that stays together. */
  add(text: string): void {
    this.#parts.push(text.trim());
  }

  /** Adds an array of `int`. It is filled by `fill()`, which must be called first of all. */
  array(name: string, values: readonly number[]): void {
    if (values.length <= CHUNK) {
      this.add(`static const int ${name}[] = {\n${rows(values)}\n};`);
      return;
    }
    this.add(`static int ${name}[${values.length}];`);
    for (let at = 0; at < values.length; at += CHUNK) {
      const fill = `fill_${this.#names++}`;
      this.#fills.push(fill);
      this.add(
        `static void ${fill}(void)\n{ static const int part[] = {\n${rows(values.slice(at, at + CHUNK))}\n  };\n  memcpy(${name} + ${at}, part, sizeof part); }`,
      );
    }
  }

  /**
   * Adds a function `int name(const int *v)` that decides as a function of the model did.
   *
   * @param place where a read is found, in C
   */
  decision(name: string, decision: Decision, place: (read: Read) => string): void {
    const body = this.#decide(decision, place, '  ');
    this.add(`static int ${name}(const int *v)\n{\n${body}\n  outside("${name}"); return 0; }`);
  }

  /** Adds the function that fills all arrays that were too long. */
  addFill(): void {
    this.add(`static void fill(void)\n{ ${this.#fills.map((fill) => `${fill}();`).join(' ')} }`);
  }

  /** The blocks, as `c_code`. */
  blocks(): string {
    const blocks: string[] = [];
    let size = BLOCK;
    for (const part of this.#parts) {
      if (size + part.length > BLOCK) {
        blocks.push(part);
        size = part.length;
      } else {
        blocks.push(`${blocks.pop() ?? ''}\n\n${part}`);
        size += part.length;
      }
    }
    return blocks.map((block) => `c_code {\n${block}\n}`).join('\n\n');
  }

  #decide(decision: Decision, place: (read: Read) => string, indent: string): string {
    if (typeof decision === 'number') return `${indent}return ${decision};`;
    if (decision.next.size === 0) return '';
    const code = isList(decision)
      ? this.#list(decision, place, indent)
      : this.#cases(decision, place, indent);
    if (code.length < BLOCK / 4) return code;
    const name = `part_${this.#names++}`;
    this.add(`static int ${name}(const int *v)\n{\n${code}\n  outside("${name}"); return 0; }`);
    return `${indent}return ${name}(v);`;
  }

  #cases({ read, next }: Fork, place: (read: Read) => string, indent: string): string {
    // Cases with the same answer stand together.
    const byCode = new Map<string, number[]>();
    for (const [id, each] of next) {
      const code = this.#decide(each, place, `${indent}  `);
      byCode.set(code, [...(byCode.get(code) ?? []), id]);
    }
    const cases = [...byCode].map(
      ([code, ids]) => `${indent}${ids.map((id) => `case ${id}:`).join(' ')}\n${code}\n${indent}  break;`,
    );
    return `${indent}switch (${place(read)}) /* ${read.path.join('.')} */ {\n${cases.join('\n')}\n${indent}}`;
  }

  /** A fork with many answers is a table. */
  #list({ read, next }: Fork, place: (read: Read) => string, indent: string): string {
    const name = `list_${this.#names++}`;
    const most = Math.max(...next.keys());
    const values = Array.from({ length: most + 1 }, (_, id) => {
      const found = next.get(id);
      return typeof found === 'number' ? found : -1;
    });
    this.array(name, values);
    const at = place(read);
    return `${indent}if (${at} <= ${most} && ${name}[${at}] >= 0) /* ${read.path.join('.')} */\n${indent}  return ${name}[${at}];`;
  }
}

function isList({ next }: Fork): boolean {
  return next.size > MOST_CASES && [...next.values()].every((each) => typeof each === 'number');
}

function rows(values: readonly number[]): string {
  const lines: string[] = [];
  for (let at = 0; at < values.length; at += 24) lines.push(`  ${values.slice(at, at + 24).join(', ')}`);
  return values.length === 0 ? '  0' : lines.join(',\n');
}
