// The version of this program, from its package.
import { createRequire } from 'node:module';

export const version: string = createRequire(import.meta.url)('../package.json').version;
