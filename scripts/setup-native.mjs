// Builds the native kernel of the solver (build-native-kernel.mjs; with --kernel-only nothing else), then
// installs TensorFlow's native backend where the ordinary installer of @tensorflow/tfjs-node cannot (a network that lets only package
// registries through): the package's files come from npm, TensorFlow's libraries and headers from the Python package tensorflow-cpu,
// and the binding is compiled here. package.json and package-lock.json stay as they are; `npm ci` takes the native backend away again.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildNativeKernel } from './build-native-kernel.mjs';
import { findCompiler, nodeHeaders, ownPrefix, works } from './native-tools.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const tfjsNode = join(root, 'node_modules', '@tensorflow', 'tfjs-node');
const tensorflow = 'tensorflow-cpu==2.15.1';
const started = Date.now();

const say = (message) => console.log(`setup:native: ${message}`);
const stop = (message) => {
  console.error(`setup:native: ${message}`);
  console.error('setup:native: nothing is lost: Loopsmith works without it, on WebAssembly, only slower.');
  process.exit(1);
};

/** What a step returns; the program ends with its message where it cannot be done. */
function attempt(step) {
  try {
    return step();
  } catch (error) {
    return stop(error.message);
  }
}

/** Runs a command and shows the last lines of what it said only where it fails. */
function run(what, command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    ...options,
  });
  if (status === 0) return stdout;
  const last = `${stdout ?? ''}\n${stderr ?? ''}`.trim().split('\n').slice(-8).join('\n  ');
  return stop(`${what} failed (${error?.message ?? `exit code ${status}`}):\n  ${last}`);
}

const npm = (args) =>
  process.env.npm_execpath ? [process.execPath, [process.env.npm_execpath, ...args]] : ['npm', args];

/** The binding is loaded and computes, in a process of its own. */
function bindingWorks() {
  const source = `const u = require('util'); u.isNullOrUndefined ??= (v) => v == null; u.isArray ??= Array.isArray;
    const tf = require(${JSON.stringify(tfjsNode)}); if (tf.add([1, 2], [3, 4]).dataSync()[1] !== 6) process.exit(1);
    console.log(require(${JSON.stringify(join(tfjsNode, 'package.json'))}).version + ' with TensorFlow ' + tf.version_core);`;
  return works(process.execPath, ['-e', source]);
}

function checkMachine() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    stop(
      `needs Linux on x64, this is ${process.platform} on ${process.arch}; try "npm install --no-save @tensorflow/tfjs-node@4.22.0".`,
    );
  }
  const python = ['python3', 'python'].find((name) => works(name, ['--version']));
  if (!python) stop('needs Python 3, and there is no python3; install it (Debian: apt install python3 python3-pip).');
  if (!works(python, ['-m', 'pip', '--version']))
    stop(`needs pip, and ${python} has none (Debian: apt install python3-pip).`);
  attempt(findCompiler);
  if (!works('make', ['--version'])) stop('needs make, and there is none (Debian: apt install make).');
  return python;
}

/** node-gyp: npm brings one and names it to its scripts; outside of npm it is looked for beside npm. */
function nodeGyp() {
  const fromNpm = process.env.npm_config_node_gyp;
  if (fromNpm && existsSync(fromNpm)) return fromNpm;
  const folder = run('npm root -g', 'npm', ['root', '-g']).trim();
  const beside = join(folder, 'npm', 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  return existsSync(beside) ? beside : stop('needs node-gyp: call it as "npm run setup:native".');
}

/** deps/ as the package's build expects it; made aside and renamed, so that a broken download leaves nothing. */
function fetchLibraries(python) {
  const aside = join(tfjsNode, 'deps.partial');
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(join(aside, 'lib'), { recursive: true });
  const wanted = ['--no-deps', '--only-binary=:all:', '--python-version', '3.11', '--platform', 'manylinux2014_x86_64'];
  const pip = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', ...wanted, '-d', aside, tensorflow];
  run(`pip download ${tensorflow}`, python, pip);
  const wheel = join(aside, readdirSync(aside).find((name) => name.endsWith('.whl')) ?? 'missing.whl');
  const unpack = `import sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
z.extractall(sys.argv[2], [n for n in z.namelist() if n.startswith(('tensorflow/include/', 'tensorflow/libtensorflow'))])`;
  run('unpacking TensorFlow', python, ['-c', unpack, wheel, aside]);
  rmSync(wheel);
  const link = (library, names) => {
    if (!existsSync(join(aside, 'tensorflow', library))) stop(`${tensorflow} has no tensorflow/${library}.`);
    for (const name of names) symlinkSync(join('..', 'tensorflow', library), join(aside, 'lib', name));
  };
  const endings = ['.so', '.so.2', '.so.2.9.1'];
  link('libtensorflow_cc.so.2', [...endings.map((ending) => `libtensorflow${ending}`), 'libtensorflow_cc.so.2']);
  link(
    'libtensorflow_framework.so.2',
    endings.map((ending) => `libtensorflow_framework${ending}`),
  );
  symlinkSync(join('tensorflow', 'include'), join(aside, 'include'));
  rmSync(join(tfjsNode, 'deps'), { recursive: true, force: true });
  renameSync(aside, join(tfjsNode, 'deps'));
}

function compileBinding(nodedir) {
  const env = {
    ...process.env,
    npm_config_nodedir: nodedir,
    npm_config_node_gyp: nodeGyp(),
    npm_config_build_from_source: 'true',
    PATH: [join(root, 'node_modules', '.bin'), dirname(process.execPath), process.env.PATH].join(delimiter),
  };
  run('compiling the binding', process.execPath, [join('scripts', 'install.js')], { cwd: tfjsNode, env });
}

say(attempt(buildNativeKernel));
if (process.argv.includes('--kernel-only')) process.exit(0);
if (!process.argv.includes('--force') && existsSync(tfjsNode) && bindingWorks()) {
  say('the native backend is installed and works already.');
  process.exit(0);
}
const python = checkMachine();
const nodedir = attempt(nodeHeaders);
if (nodedir !== ownPrefix)
  say(`the running node has no headers in its prefix, or others were asked for: using ${nodedir}/include/node`);
const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).optionalDependencies[
  '@tensorflow/tfjs-node'
];
if (!existsSync(join(tfjsNode, 'package.json'))) {
  say(`files of @tensorflow/tfjs-node ${version} (npm)`);
  const [command, args] = npm([
    'install',
    '--no-save',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    `@tensorflow/tfjs-node@${version}`,
  ]);
  run('npm install', command, args, { cwd: root });
}
say(`libraries and headers of ${tensorflow} (pip)`);
fetchLibraries(python);
say('compiling the binding');
compileBinding(nodedir);
if (!bindingWorks())
  stop(
    'the binding was built but does not load; please report this with the output of "npm run setup:native -- --force".',
  );
say(
  `native TensorFlow ${createRequire(import.meta.url)(join(tfjsNode, 'package.json')).version} works (${((Date.now() - started) / 1000).toFixed(0)} s).`,
);
