import { createWebAssemblyArena } from '../../src/solver/webassembly-arena.js';
import { describeKernel } from './compiled-kernel.js';

describeKernel(createWebAssemblyArena);
