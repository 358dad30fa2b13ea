// Compiles src/solver/kernel (AssemblyScript) and writes its bytes as a module, so that the solver needs no file system.
import { writeFile } from 'node:fs/promises';
import asc from 'assemblyscript/asc';

const options = ['-O3', '--converge', '--noAssert', '--enable', 'simd', '--runtime', 'stub', '--importMemory'];
let binary;
const { error, stderr } = await asc.main(['src/solver/kernel/index.ts', '-o', 'kernel.wasm', ...options], {
  writeFile: (name, contents) => {
    if (name.endsWith('.wasm')) binary = contents;
  },
});
if (error) {
  console.error(stderr.toString());
  process.exit(1);
}
const text = Buffer.from(binary).toString('base64');
await writeFile(
  'src/solver/kernel-bytes.ts',
  `// Made by scripts/build-kernel.mjs.\nexport const kernelBytes =\n  '${text}';\n`,
);
