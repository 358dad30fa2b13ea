// A user's loss as a mathjs expression, in a sandbox: only arithmetic on numbers, comparisons and a few functions get through,
// so an expression can neither reach the program nor run for long.
import { Script } from 'node:vm';
import { LoopsmithError } from '../errors.js';
import { lazyMath, type MathNode } from '../mathjs.js';
import { type QuantityName, quantities } from '../quantities.js';

export type QuantityValues = Readonly<Record<QuantityName, number>>;

const forbidden = ['import', 'createUnit', 'evaluate', 'parse', 'simplify', 'derivative'] as const;

// `predictable`: sqrt(-1) is NaN and not a complex number.
const sandbox = lazyMath({ predictable: true }, (math) => {
  const { parse } = math;
  const refusals = forbidden.map((name) => [
    name,
    () => {
      throw new LoopsmithError(`${name}() is not available in an expression`);
    },
  ]);
  math.import(Object.fromEntries(refusals), { override: true });
  return { math, parse };
});

const allowedFunctions = [
  ...['abs', 'min', 'max', 'sqrt', 'cbrt', 'square', 'cube', 'exp', 'log', 'log10', 'log2', 'pow', 'sign', 'hypot'],
  ...['sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'atan2', 'sinh', 'cosh', 'tanh', 'floor', 'ceil', 'round'],
];
const constants: Readonly<Record<string, number>> = { Ms: 1, HA: 1, pi: Math.PI, e: Math.E };
const allowedNodes = [
  ...['ConstantNode', 'SymbolNode', 'OperatorNode', 'FunctionNode'],
  ...['ParenthesisNode', 'ConditionalNode', 'RelationalNode'],
];
const quantityNames = Object.keys(quantities);
const longestExpression = 2000;

/**
 * A function of the quantities (reduced; energyProduct in J/m3) from an expression such as `abs(mr - 0.8) + max(0, 0.3 - hc)`.
 * @throws LoopsmithError for syntax errors, unknown names and whatever is not plain arithmetic
 */
export function compileExpression(expression: string): (values: QuantityValues) => number {
  const fail = (reason: string) => new LoopsmithError(`expression ${JSON.stringify(expression)}: ${reason}`);
  if (expression.length > longestExpression) {
    throw new LoopsmithError(`expression: expected at most ${longestExpression} characters, got ${expression.length}`);
  }
  const { math, parse } = sandbox();
  let node: MathNode;
  try {
    node = parse(expression);
  } catch (error) {
    throw fail(`not an expression: ${error instanceof Error ? error.message : String(error)}`);
  }
  const complaint = complain(node);
  if (complaint !== undefined) throw fail(complaint);
  const code = node.compile();
  const evaluate = (values: QuantityValues): unknown => code.evaluate({ ...constants, ...values });
  try {
    withinOneSecond(() => {
      const losses = usualCurves.map((curve) => {
        const result = evaluate(curve);
        if (typeof result === 'number') return result;
        const at = `(at mr = ${curve.mr}, hc = ${curve.hc})`;
        throw fail(`expected a number as result, got a ${math.typeOf(result)} ${at}`);
      });
      if (isMetByAll(losses)) throw fail(metByAll);
    });
  } catch (error) {
    throw error instanceof LoopsmithError && error.message.startsWith('expression')
      ? error
      : fail(error instanceof Error ? error.message : String(error));
  }
  // Of a curve unlike the usual ones the root of a negative number may be asked for: what has no number is not wanted.
  return (values) => {
    const result = evaluate(values);
    return typeof result === 'number' && !Number.isNaN(result) ? result : Number.POSITIVE_INFINITY;
  };
}

/** A loss that is 0 on all usual curves holds what is unusual off, such as max(0, 0.1 - hc); one below 0 was meant as a wish. */
const isMetByAll = (losses: readonly number[]): boolean =>
  losses.some((loss) => loss < 0) && !losses.some((loss) => loss > 0);
const metByAll =
  'expected more than 0 for some usual curve, got 0 or less for all, where it is met: write a loss that is 0 where you are content, such as max(0, 0.5 - hc), or terms such as "hc: maximize"';

/** Textured, in between and isotropic: the result of an expression must be a number for each, if only NaN. */
const usualCurves: readonly QuantityValues[] = [
  { m1: 1, mr: 0.8, hk90: 0.2, hk80: 0.25, hk70: 0.28, hc: 0.3, energyProduct: 3e5, squareness: 0.67 },
  { m1: 1, mr: 0.99, hk90: 0.52, hk80: 0.52, hk70: 0.52, hc: 0.53, energyProduct: 5e5, squareness: 0.98 },
  { m1: 0.94, mr: 0.5, hk90: 0.03, hk80: 0.06, hk70: 0.09, hc: 0.15, energyProduct: 1e5, squareness: 0.2 },
];

/**
 * Runs work that nobody may wait for long: it is ended from outside, whatever it does.
 * @throws Error after a second
 */
export function withinOneSecond(work: () => void, milliseconds = 1000): void {
  try {
    new Script('work()').runInNewContext({ work }, { timeout: milliseconds });
  } catch (error) {
    // The error of a timeout comes from the other context: it is no instance of this one's Error.
    if ((error as { code?: unknown } | null)?.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new Error('takes longer than a second for one curve, and a search asks for thousands: simplify it');
  }
}

/** Names of the quantities that an expression uses. */
export function usedQuantities(expression: string): QuantityName[] {
  const { math, parse } = sandbox();
  const used = new Set<string>();
  parse(expression).traverse((node: MathNode) => {
    if (math.isSymbolNode(node)) used.add(node.name);
  });
  return Object.values(quantities)
    .map(({ name }) => name)
    .filter((name) => used.has(name));
}

/** Why a parsed expression is refused, or undefined. */
function complain(root: MathNode): string | undefined {
  const { math } = sandbox();
  let complaint: string | undefined;
  root.traverse((node: MathNode, path: string, parent: MathNode | null) => {
    if (complaint !== undefined) return;
    const isCalled = path === 'fn' && parent !== null && math.isFunctionNode(parent);
    if (!allowedNodes.includes(node.type)) complaint = `only arithmetic on numbers is allowed, not ${node.toString()}`;
    else if (math.isConstantNode(node) && typeof node.value !== 'number')
      complaint = `expected numbers, got ${node.toString()}`;
    else if (math.isFunctionNode(node) && !allowedFunctions.includes(node.fn.name)) {
      complaint = `unknown function ${node.fn.name ?? node.fn}() (known: ${allowedFunctions.join(', ')})`;
    } else if (
      math.isSymbolNode(node) &&
      !isCalled &&
      !quantityNames.includes(node.name) &&
      !Object.hasOwn(constants, node.name)
    ) {
      complaint = `unknown name ${node.name} (known: ${[...quantityNames, ...Object.keys(constants)].join(', ')}; numbers are in Ms, HA and J/m3)`;
    }
  });
  return complaint;
}
