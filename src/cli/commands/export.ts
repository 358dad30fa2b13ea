// loopsmith export RUN | FILE
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { LoopsmithError } from '../../errors.js';
import type { ExportFormat } from '../../export/format.js';
import { completeFormats, exportFormats, findFormat } from '../../export/formats.js';
import { createStagedFolder } from '../../store/staged-folder.js';
import { createAnnouncer } from '../announce.js';
import { writeFiles } from '../export-files.js';
import { type ExportSource, exportSource, type SourceFlags } from '../export-subjects.js';
import { type FieldList, noFields, parseFieldList } from '../flags/field-list.js';
import { collect, jsonOption, runsOption, wholeNumber, withExample } from '../flags/options.js';
import { createInterrupt } from '../interrupt.js';
import { print, printJson, warn } from '../output.js';

interface Flags extends SourceFlags {
  format?: string[];
  all?: boolean;
  fields?: string;
  out?: string;
  force?: boolean;
  solve: boolean;
  json?: boolean;
}

export function command(): Command {
  const command = new Command('export')
    .description('Write structures, curves and magnetization for other programs.')
    .argument('<run|file>', 'run folder or its name, or a structure JSON')
    .option('--format <names>', 'formats, separated by commas; repeatable', collect)
    .option('--all', 'every format (OVF in single precision), with the magnetization at mr, hk90 and hc')
    .option('--top <n>', 'of a run: its best candidates', wholeNumber(1), 3)
    .option(
      '--fields <list>',
      'magnetization at these fields: "0, -0.2 HA, -1.5 T" or "mr, hk90, hc" (vti, ovf), each at its nearest field step; of hc that may be the one before the switch',
    )
    .option('--physics <name>', 'resolved, paper, or a file (default: that of the run; resolved for a file)')
    .addOption(
      new Option(
        '--stop-at <where>',
        'end of a curve that is solved (default: that of the run; full for a file)',
      ).choices(['coercivity', 'full']),
    )
    .option('--no-solve', 'write only what is known without the solver')
    .option('--out <dir>', 'folder to write (default: exports/<name>)')
    .option('--force', 'write into a folder that holds files, and replace those of the same name')
    .addOption(runsOption())
    .addOption(jsonOption());
  const width = Math.max(...exportFormats.map(({ name }) => name.length)) + 2;
  const list = exportFormats.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`);
  command.addHelpText('after', `\nFormats ("ovf" is ovf-binary4):\n${list.join('\n')}`);
  return withExample(
    command,
    'loopsmith export runs/20260101-120000-first-light --format vti,curve --fields "mr, hc"',
    'loopsmith export structure.json --format mumax3 --out "my magnet"',
    'loopsmith export 20260101-120000-first-light --all',
  ).action(run);
}

async function run(subject: string, flags: Flags): Promise<void> {
  const chosen = await chosenFormats(flags);
  const source = exportSource(subject, flags);
  const formats = flags.all && !flags.solve ? solvedFormats(chosen, source) : chosen;
  const list = chosenFields(formats, source, flags);
  const out = flags.out ?? join('exports', source.name);
  const folder = createStagedFolder(out, { existing: flags.force ? 'merge' : 'refuse' });
  const lines = createAnnouncer();
  const interrupt = createInterrupt('stopping');
  try {
    const files: WrittenFile[] = [];
    const write = (path: string, content: Uint8Array | string, format: string) => {
      folder.write(path, content);
      files.push({ path: join(out, path), bytes: Buffer.byteLength(content), format });
    };
    await writeFiles(source, { formats, list, solve: flags.solve, emit: lines.emit, signal: interrupt.signal, write });
    folder.publish();
    if (flags.json) return printJson({ out, physics: source.physics.name, files });
    print(summaryOf(files));
    print(`${out}: ${files.length} files, ${shownBytes(files.reduce((sum, { bytes }) => sum + bytes, 0))}`);
  } finally {
    lines.end();
    folder.discard();
    interrupt.release();
  }
}

interface WrittenFile {
  path: string;
  bytes: number;
  format: string;
}

/** What is asked for by name must be possible; of all formats, those that are not are left out and named. */
async function chosenFormats({ format = [], all }: Flags): Promise<readonly ExportFormat[]> {
  const names = format.flatMap((text) => text.split(',')).flatMap((name) => name.trim() || []);
  if (all && names.length > 0) throw new LoopsmithError('--all and --format both say what to write: give one of them');
  if (!all && names.length === 0)
    throw new LoopsmithError(
      `export: say what to write: --format NAME, or --all (formats: ${exportFormats.map(({ name }) => name).join(', ')})`,
    );
  const wanted = all ? completeFormats : [...new Set(names.map(findFormat))];
  const lacking = await Promise.all(wanted.map(({ lacks }) => lacks?.() ?? null));
  for (const reason of lacking) {
    if (reason && !all) throw new LoopsmithError(reason, 'failed');
    if (reason) warn(`left out: ${reason}`);
  }
  return wanted.filter((_, i) => lacking[i] === null);
}

/** Of all formats those that can be written without the solver. */
function solvedFormats(formats: readonly ExportFormat[], { chosen }: ExportSource): readonly ExportFormat[] {
  if (chosen.every(({ subject }) => subject.curve)) return formats;
  warn('left out: the curve, which is not solved');
  return formats.filter(({ curve }) => curve !== 'needed');
}

function chosenFields(formats: readonly ExportFormat[], { physics }: ExportSource, flags: Flags): FieldList {
  const text = flags.fields ?? (flags.all && flags.solve ? 'mr, hk90, hc' : undefined);
  if (text === undefined) return noFields;
  if (!flags.solve) throw new LoopsmithError('--fields: the magnetization has to be solved: leave out --no-solve');
  if (!formats.some(({ states }) => states))
    throw new LoopsmithError('--fields: none of the formats holds a magnetization; add --format ovf or vti');
  return parseFieldList(text, physics.material, '--fields');
}

/** One line per folder that was written. */
function summaryOf(files: readonly WrittenFile[]): string {
  const byFolder = new Map<string, WrittenFile[]>();
  for (const file of files) {
    const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), file]);
  }
  return [...byFolder]
    .map(([folder, all]) => `${folder}  ${all.map(({ path }) => path.slice(folder.length)).join('  ')}`)
    .join('\n');
}

function shownBytes(bytes: number): string {
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
