// --set a.b=c: values of a preset replaced from the command line, before the preset is checked.
import { type Document, isMap, parse } from 'yaml';
import { LoopsmithError } from '../errors.js';

/**
 * Writes "a.b=c" assignments into a YAML document; the values are YAML (numbers, text, [lists]). One that is no mapping stays as it is.
 * The check that follows knows the allowed keys; here only the form is checked.
 */
export function applyOverrides(document: Document, assignments: readonly string[]): void {
  const { contents } = document;
  if (contents !== null && !isMap(contents)) return;
  for (const assignment of assignments) {
    const { path, value } = parseOverride(assignment);
    for (let length = 1; length < path.length; length++) {
      const parent = document.getIn(path.slice(0, length), true);
      if (parent === undefined || isMap(parent)) continue;
      const key = path.slice(0, length).join('.');
      throw new LoopsmithError(
        `--set ${assignment}: ${key} is "${document.getIn(path.slice(0, length))}" and has no keys`,
      );
    }
    document.setIn(path, document.createNode(value));
  }
}

/** "search.populationSize=400" -> {path: ['search', 'populationSize'], value: 400}. */
export function parseOverride(assignment: string): { path: string[]; value: unknown } {
  const [, key, text] = /^\s*([\w.-]+?)\s*=(.*)$/s.exec(assignment) ?? [];
  if (key === undefined || key.split('.').some((part) => part === '')) {
    throw new LoopsmithError(`--set ${assignment}: expected key=value, for example search.populationSize=400`);
  }
  try {
    return { path: key.split('.'), value: parse(text) };
  } catch {
    throw new LoopsmithError(`--set ${assignment}: the value ${text.trim()} is not valid YAML`);
  }
}
