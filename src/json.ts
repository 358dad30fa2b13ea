// JSON that someone may have cut, edited or mistaken for another file, checked by a schema.
import type { z } from 'zod';
import { LoopsmithError } from './errors.js';

export interface ParseJsonOptions {
  /** What should stand there, for the message. */
  expected?: string;
  /** @default 'failed' */
  kind?: LoopsmithError['kind'];
}

/**
 * @param where the file, for messages
 * @throws LoopsmithError one line that names file, key and what is wrong
 */
export function parseJson<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  where: string,
  { expected, kind = 'failed' }: ParseJsonOptions = {},
): z.infer<Schema> {
  const refusal = (reason: string, cause?: unknown) =>
    new LoopsmithError(`${where}: ${reason}${expected === undefined ? '' : `: expected ${expected}`}`, kind, { cause });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw refusal('cut short or not JSON', cause);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw refusal(firstIssue(parsed.error));
}

/** Key and complaint of the first thing that a schema found wrong. */
export const firstIssue = ({ issues: [issue] }: z.ZodError): string =>
  `${issue.path.map(String).join('.') || 'the document'}: ${issue.message}`;
