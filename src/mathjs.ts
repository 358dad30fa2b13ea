// mathjs as one file: the package's entry loads hundreds of modules, which costs every start about a second; this costs 0.1 s.
import type { ConfigOptions, MathJsInstance } from 'mathjs';
import mathjs from 'mathjs/lib/browser/math.js';

export type { MathNode, Unit } from 'mathjs';

/** An instance of its own: units and functions added to it are seen nowhere else. */
export const createMath = (config: ConfigOptions = {}): MathJsInstance => mathjs.create(config);
