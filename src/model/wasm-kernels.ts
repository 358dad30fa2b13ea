// Kernels that TensorFlow.js' wasm backend lacks, or has only as slow loops, composed from its fast ones (matrix product, slice, concat).
//
// A convolution of stride s with a kernel k <= s q is the sum over q x q shifts of convolutions whose s x s windows do not overlap.
// Without overlap a window's row a of s cells is a contiguous run of s C numbers, so for each shift and row:
//   gradient of the filter   dW[a] = X[a]^T dy    with X[a] of N x (s C), dy of N x O, N = windows of the whole batch
//   gradient of the input    dX[a] = dy W[a]^T
import * as tf from '@tensorflow/tfjs';

type Shape4D = [number, number, number, number];
type Padding = Parameters<typeof tf.backend_util.computeConv2DInfo>[4];
type ConvolutionInfo = ReturnType<typeof tf.backend_util.computeConv2DInfo>;

/** Adds the composed kernels, once per thread; the wasm backend must be there. */
export function registerWasmKernels(): void {
  if (tf.getKernel('Conv2DBackpropFilter', 'wasm')) return;
  tf.registerKernel({
    kernelName: 'Conv2DBackpropFilter',
    backendName: 'wasm',
    kernelFunc: ({ inputs: { x, dy }, attrs = {} }) =>
      filterGradient(
        tensorOf(x),
        tensorOf(dy),
        tf.backend_util.computeConv2DInfo(
          x?.shape as Shape4D,
          attrs.filterShape as Shape4D,
          attrs.strides as [number, number],
          1,
          attrs.pad as Padding,
        ),
      ),
  });
  replaceKernel('Conv2DBackpropInput', ({ inputs: { dy, filter }, attrs = {} }) => {
    const shape = attrs.inputShape as Shape4D;
    const strides = attrs.strides as [number, number];
    const info = tf.backend_util.computeConv2DInfo(shape, filter?.shape as Shape4D, strides, 1, attrs.pad as Padding);
    return overlaps(info) ? null : inputGradient(tensorOf(dy), tensorOf(filter), info);
  });
  // The wasm backend multiplies by XNNPACK only where neither matrix is transposed, and else a hundred times slower.
  replaceKernel('BatchMatMul', ({ inputs: { a, b }, attrs = {} }) => {
    if (!attrs.transposeA && !attrs.transposeB) return null;
    return tf.tidy(() => {
      const [left, right] = [swapped(tensorOf(a), attrs.transposeA), swapped(tensorOf(b), attrs.transposeB)];
      return tf.matMul(left, right);
    });
  });
}

/** Puts a kernel before one of the wasm backend's own, which answers where it returns null. */
function replaceKernel(kernelName: string, kernel: (call: Parameters<tf.KernelFunc>[0]) => tf.Tensor | null): void {
  const original = tf.getKernel(kernelName, 'wasm');
  tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({ ...original, kernelFunc: (call) => kernel(call) ?? original.kernelFunc(call) });
}

// Operations hand their tensors to a kernel as they are, so they can be used in further operations.
function tensorOf<Kind extends tf.Tensor>(info: tf.TensorInfo | undefined): Kind {
  if (info instanceof tf.Tensor) return info as Kind;
  throw new Error('wasm kernel: expected a tensor');
}

/** The last two dimensions exchanged, where asked for. */
function swapped(matrix: tf.Tensor, exchange: unknown): tf.Tensor {
  if (!exchange) return matrix;
  const last = matrix.rank - 1;
  const order = matrix.shape.map((_, i) => (i === last ? last - 1 : i === last - 1 ? last : i));
  return tf.transpose(matrix, order);
}

function overlaps({
  filterHeight,
  filterWidth,
  strideHeight,
  strideWidth,
  padInfo,
  ...info
}: ConvolutionInfo): boolean {
  const whole = info.outHeight * strideHeight === info.inHeight && info.outWidth * strideWidth === info.inWidth;
  const { top, bottom, left, right } = padInfo;
  return filterHeight !== strideHeight || filterWidth !== strideWidth || !whole || top + bottom + left + right > 0;
}

/** dW of a convolution, [filterHeight, filterWidth, inChannels, outChannels]. */
function filterGradient(x: tf.Tensor4D, dy: tf.Tensor4D, info: ConvolutionInfo): tf.Tensor4D {
  const { batchSize, inChannels, outChannels, outHeight, outWidth, filterHeight, filterWidth } = info;
  const { strideHeight: sy, strideWidth: sx, inHeight, inWidth, padInfo } = info;
  const [qy, qx] = [Math.ceil(filterHeight / sy), Math.ceil(filterWidth / sx)];
  const [height, width] = [outHeight * sy, outWidth * sx];
  const [bottom, right] = [
    qy * sy - sy + height - inHeight - padInfo.top,
    qx * sx - sx + width - inWidth - padInfo.left,
  ];
  const windows = batchSize * outHeight * outWidth;
  return tf.tidy(() => {
    const padded = padTo(x, padInfo.top, bottom, padInfo.left, right);
    // Rank 3, because the backend slices rank 4 cell by cell.
    const lines = tf.reshape(padded, [batchSize, padded.shape[1], padded.shape[2] * inChannels]);
    const gradient = tf.reshape(dy, [windows, outChannels]);
    const columns = Array.from({ length: qy }, (_, shiftY) => {
      const blocks = Array.from({ length: qx }, (_, shiftX) => {
        const corner = [0, shiftY * sy, shiftX * sx * inChannels];
        const region = tf.slice(lines, corner, [batchSize, height, width * inChannels]);
        const rows = tf.reshape(region, [batchSize * outHeight, sy, width * inChannels]);
        const taps = Array.from({ length: sy }, (_, a) => {
          const row = tf.reshape(tf.slice(rows, [0, a, 0], [-1, 1, -1]), [windows, sx * inChannels]);
          return tf.reshape<tf.Rank.R4>(tf.matMul(tf.transpose(row), gradient), [1, sx, inChannels, outChannels]);
        });
        return tf.concat(taps, 0);
      });
      return tf.concat(blocks, 1);
    });
    return tf.slice(tf.concat(columns, 0), [0, 0, 0, 0], [filterHeight, filterWidth, inChannels, outChannels]);
  });
}

/** x with zeros around it; a negative width at the far side cuts off cells that no window reaches. */
function padTo(x: tf.Tensor4D, top: number, bottom: number, left: number, right: number): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const size: Shape4D = [batch, height + Math.min(0, bottom), width + Math.min(0, right), channels];
  const kept = bottom < 0 || right < 0 ? tf.slice(x, [0, 0, 0, 0], size) : x;
  const zeros: [number, number][] = [
    [0, 0],
    [top, Math.max(0, bottom)],
    [left, Math.max(0, right)],
    [0, 0],
  ];
  return zeros.flat().some((count) => count > 0) ? tf.pad(kept, zeros) : kept;
}

/** dX of a convolution whose windows do not overlap, [batch, inHeight, inWidth, inChannels]; also the transposed convolution itself. */
function inputGradient(dy: tf.Tensor4D, filter: tf.Tensor4D, info: ConvolutionInfo): tf.Tensor4D {
  const { batchSize, inChannels, outChannels, outHeight, outWidth, strideHeight, strideWidth } = info;
  return tf.tidy(() => {
    const gradient = tf.reshape(dy, [batchSize * outHeight * outWidth, outChannels]);
    const rows = Array.from({ length: strideHeight }, (_, a) => {
      const weights = tf.reshape(tf.slice(filter, [a, 0, 0, 0], [1, -1, -1, -1]), [
        strideWidth * inChannels,
        outChannels,
      ]);
      const row = tf.matMul(gradient, tf.transpose(weights));
      return tf.reshape(row, [batchSize * outHeight, outWidth * strideWidth * inChannels]);
    });
    return tf.reshape(tf.concat(rows, 1), info.inShape);
  });
}
