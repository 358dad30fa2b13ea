// YAML checked by a schema. Every error is one line: file, line, key, what was expected, what came.
import { type Document, isMap, isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { LoopsmithError, MistakesError } from '../errors.js';
import { readText as readTextUpTo } from '../store/read-bytes.js';
import { didYouMean } from './nearest.js';
import { applyOverrides } from './overrides.js';
import { shownPath } from './paths.js';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

export interface YamlOptions {
  /** Assignments "a.b=c" that replace or add values before the check, as from --set. */
  readonly set?: readonly string[];
  /** False where the text is not a file of the user, so that a line says nothing. @default true */
  readonly lines?: boolean;
  /** Where the text is not the user's: key -> what the user wrote for it and what lies in it. @default {} */
  readonly written?: Readonly<Record<string, string>>;
}

/** Reads and checks a YAML file. @throws LoopsmithError that names file, line and key */
export function loadYaml<Schema extends z.ZodType>(path: string, schema: Schema, options: YamlOptions = {}) {
  return parseYaml(readText(path), schema, shownPath(path), options);
}

/**
 * Checks YAML text against a schema.
 * @param where name of the file, for messages
 * @throws LoopsmithError `where:line: key: expected ..., got ...`; `--set a.b=c: ...` where that is wrong
 */
export function parseYaml<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  where: string,
  { set = [], lines: showLines = true, written = {} }: YamlOptions = {},
): z.output<Schema> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken) {
    const { line } = lines.linePos(broken.pos[0]);
    // "a ? b : c" looks to YAML as if it had a key.
    const isSecondKey = broken.code === 'BLOCK_AS_IMPLICIT_KEY' && /: .*: /.test(text.split('\n')[line - 1]);
    const hint = isSecondKey
      ? '; put a value that holds ": ", such as an expression, into quotes, a mapping into braces'
      : '';
    throw new LoopsmithError(`${where}:${line}: not valid YAML: ${oneLine(broken.message)}${hint}`);
  }
  applyOverrides(document, set);
  const value = toPlain(document, where);
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  // A misspelled key often also shows as a missing one: name the misspelled one.
  const issues = checked.error.issues.map(insideUnion);
  const [misspelled, others] = [true, false].map((is) =>
    issues.filter(({ code }) => (code === 'unrecognized_keys') === is),
  );
  const mistakes = [...misspelled.flatMap(eachKey), ...others].map((issue) => {
    const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]] : issue.path;
    const line = showLines ? lineOf(document, path, lines) : undefined;
    const key = path.map(String).join('.');
    const inFile = line === undefined ? where : `${where}:${line}`;
    const assigned = set.find((assignment) => concerns(assignment, key));
    const ownWords = Object.keys(written).find((one) => `${key}.`.startsWith(`${one}.`));
    const keyPlace = `${assigned === undefined ? inFile : `--set ${assigned}`}${key === '' ? '' : `: ${key}`}`;
    const place = ownWords === undefined ? keyPlace : written[ownWords];
    return `${place}: ${explain(issue, value, schema)}`;
  });
  throw new MistakesError(mistakes);
}

/** A mapping has one issue for all its unknown keys. */
const eachKey = (issue: Issue): Issue[] =>
  issue.code === 'unrecognized_keys' ? issue.keys.map((key) => ({ ...issue, keys: [key] })) : [issue];

/** Whether an assignment "a.b=c" wrote the key, something in it, or what it is in. */
function concerns(assignment: string, key: string): boolean {
  const [assigned] = assignment.split('=', 1);
  return `${assigned.trim()}.`.startsWith(`${key}.`) || `${key}.`.startsWith(`${assigned.trim()}.`);
}

/** Far more than anyone writes by hand. */
const mostBytes = 2 ** 20;

/** Text of a file. @throws LoopsmithError where it cannot be read */
export const readText = (path: string): string => readTextUpTo(path, mostBytes, shownPath(path));

function toPlain(document: Document, where: string): unknown {
  try {
    const value = document.toJS({ maxAliasCount: 100 });
    JSON.stringify(value); // an alias of what it stands in has no end
    return value;
  } catch (error) {
    throw new LoopsmithError(
      `${where}: not valid YAML: ${oneLine(error instanceof Error ? error.message : String(error))}`,
    );
  }
}

/** Of a union, the alternative that came closest: the one whose complaint lies deepest. */
function insideUnion(issue: Issue): Issue {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue;
  const depth = (issues: readonly Issue[]) =>
    Math.max(
      ...issues.map(({ path, code }) => path.length + (code === 'unrecognized_keys' || code === 'custom' ? 1 : 0)),
    );
  const best = issue.errors.reduce((a, b) => (depth(b) > depth(a) ? b : a));
  if (depth(best) === 0) return issue;
  const inner = best.find(({ code }) => code === 'unrecognized_keys') ?? best[0];
  return insideUnion({ ...inner, path: [...issue.path, ...inner.path] });
}

function explain(issue: Issue, value: unknown, schema: z.ZodType): string {
  if (issue.code === 'custom') return issue.message;
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schema, issue.path);
    return `unknown key${didYouMean(issue.keys[0], known)}${known.length > 0 ? ` (known: ${known.join(', ')})` : ''}`;
  }
  const received = issue.path.reduce<unknown>((node, key) => (isRecord(node) ? node[String(key)] : undefined), value);
  const came = received === undefined ? 'nothing' : JSON.stringify(received);
  return `expected ${expectation(issue)}, got ${came && came.length > 60 ? `${came.slice(0, 57)}...` : came}`;
}

const typeNames: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  object: 'a mapping (key: value)',
  record: 'a mapping (key: value)',
  array: 'a list',
  tuple: 'a list such as [32, 128]',
};

function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeNames[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return issue.origin === 'array' || issue.origin === 'string'
        ? `at least ${issue.minimum} ${issue.origin === 'array' ? 'items' : 'characters'}`
        : `${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'array' || issue.origin === 'string'
        ? `at most ${issue.maximum} ${issue.origin === 'array' ? 'items' : 'characters'}`
        : `${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}`;
    case 'invalid_union':
      return issue.errors.map((errors) => expectation(errors[0])).join(' or ');
    default:
      return issue.message;
  }
}

/** Keys of the mapping at a path of the schema, through defaults, unions and transforms. */
function knownKeys(schema: z.core.$ZodType, path: Path): string[] {
  if (schema instanceof z.ZodObject) {
    const shape: Record<string, z.core.$ZodType> = schema.shape;
    if (path.length === 0) return Object.keys(shape);
    const next = shape[String(path[0])];
    return next ? knownKeys(next, path.slice(1)) : [];
  }
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => knownKeys(option, path));
  if (schema instanceof z.ZodPipe) return [...knownKeys(schema.in, path), ...knownKeys(schema.out, path)];
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional) {
    return knownKeys(schema.def.innerType, path);
  }
  return [];
}

/** Line (from 1) of the key at a path, or of the nearest mapping above it; undefined where it came from --set. */
function lineOf(document: Document, path: Path, lines: LineCounter): number | undefined {
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1), true) ?? document.contents;
    const key = path[length - 1];
    const pair = isMap(parent) ? parent.items.find((item) => String(item.key) === String(key)) : undefined;
    const node = pair ? pair.key : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    if (pair) return undefined;
  }
  return 1;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const oneLine = (message: string): string => message.split('\n')[0].trim();
