// What compiling for the running Node needs: a C++ compiler and the headers of Node-API.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

export const works = (command, args) => spawnSync(command, args, { encoding: 'utf8' }).status === 0;

/** @throws Error where there is none */
export function findCompiler() {
  const compiler = [process.env.CXX, 'g++', 'c++', 'clang++'].find((name) => name && works(name, ['--version']));
  if (!compiler) throw new Error('needs a C++ compiler, and there is no g++ (Debian: apt install g++ make).');
  return compiler;
}

const prefix = (node) => dirname(dirname(node));
export const ownPrefix = prefix(process.execPath);

/**
 * Where include/node/node_api.h lies. Only Node-API is used, whose binary interface is the same for all versions of Node: where the
 * running node comes without headers (the npm package `node` does) those of any other node here serve as well.
 * @throws Error where there are none
 */
export function nodeHeaders() {
  const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => dirname(folder));
  const places = [process.env.npm_config_nodedir, ownPrefix, ...onPath, '/usr', '/usr/local'];
  const found = places.find((place) => place && existsSync(join(place, 'include', 'node', 'node_api.h')));
  if (found) return found;
  throw new Error(
    `needs node_api.h, and ${ownPrefix}/include/node has none; set npm_config_nodedir to the prefix of a Node with headers.`,
  );
}
