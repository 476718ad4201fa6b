import { type CiSuite, problemOf } from './cases.ts';

/** Lines that GitHub Actions shows at the model's file: an error for what is not as expected, a warning for each remark. */
export function githubAnnotations(suites: readonly CiSuite[]): string {
  return suites
    .flatMap(({ name, file, cases, problems, remarks }) => [
      ...cases.flatMap((each) => {
        const problem = problemOf(each);
        if (problem === null) return [];
        const text = each.details === '' ? problem : `${problem}\n\n${each.details}`;
        return [annotation('error', file, name, text)];
      }),
      ...remarks.map((remark) => annotation('warning', file, name, remark)),
      ...problems.map((problem) => annotation('error', file, name, problem)),
    ])
    .join('\n');
}

function annotation(kind: 'error' | 'warning', file: string, title: string, text: string): string {
  return `::${kind} file=${property(file)},title=${property(title)}::${data(text)}`;
}

/** As the runner reads it: a line break would end the command. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
