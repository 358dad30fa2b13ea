// mathjs as one file, read when something first has to be parsed: the package's entry loads hundreds of modules, which costs about a
// second; one file costs 0.1 s, and most starts of the program need none of it.
import { createRequire } from 'node:module';
import type { ConfigOptions, MathJsInstance } from 'mathjs';

export type { MathNode, Unit } from 'mathjs';

const require = createRequire(import.meta.url);

/**
 * An instance of its own, made when it is first asked for.
 * @param prepare adds units and functions to it, which are seen nowhere else, and says what is to be had of it
 */
export function lazyMath<Prepared>(config: ConfigOptions, prepare: (math: MathJsInstance) => Prepared): () => Prepared {
  let prepared: { of: Prepared } | undefined;
  return () => {
    prepared ??= { of: prepare(require('mathjs/lib/browser/math.js').create(config)) };
    return prepared.of;
  };
}
