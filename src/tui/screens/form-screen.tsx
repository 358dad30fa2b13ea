// A new objective: what is wanted, checked while it is typed, beside what labelled structures have reached.
import { Box, Text } from 'ink';
import { useMemo, useReducer, useState } from 'react';
import type { CheckedObjective } from '../../design/tasks/check-objective.js';
import type { LabelledQuantities } from '../../design/tasks/labelled-quantities.js';
import { type QuantityName, quantities } from '../../quantities.js';
import { reachAxes, reachChart } from '../chart/reach-chart.js';
import {
  buttons,
  columns as cellColumns,
  draftOf,
  type Focus,
  type FormState,
  focusOf,
  formQuantities,
  initialForm,
  isTyping,
  reduceForm,
} from '../form-state.js';
import { type Size, useAsk, useFormKeys, useServices } from '../hooks.js';
import { Field } from '../parts/field.js';
import { bodyRows, Frame, type Message } from '../parts/frame.js';
import { Line, useTheme, wrap } from '../parts/line.js';
import { Preformatted } from '../parts/preformatted.js';

interface FormProps {
  size: Size;
  active: boolean;
  onLeave: () => void;
  /** Starts a design with a preset. */
  onStart: (preset: string) => void;
  /** A key was pressed: the message has been seen. */
  onSeen: () => void;
  message?: Message;
}

const usualWidths = { quantity: 11, goal: 11, value: 12, tolerance: 11, weight: 8, reach: 26 };
/** For a terminal of 60 columns. */
const narrowWidths: Widths = { quantity: 10, goal: 11, value: 10, tolerance: 10, weight: 7, reach: 12 };
type Widths = typeof usualWidths;
const tableWidth = Object.values(usualWidths).reduce((sum, width) => sum + width, 0);
const physicsNames = ['resolved', 'paper'];

export function FormScreen({ size, active, onLeave, onStart, onSeen, message }: FormProps) {
  const theme = useTheme();
  const services = useServices();
  const [form, reduce] = useReducer(reduceForm, initialForm);
  const [says, setSays] = useState<Message>();
  /** What a second press replaces. */
  const [refused, setRefused] = useState('');
  /** What was said has been seen. */
  const act: typeof reduce = (action) => {
    setSays(undefined);
    onSeen();
    reduce(action);
  };
  const draft = draftOf(form);
  const empty = Object.keys(draft.terms).length === 0;
  const { answer } = useAsk('check-objective', empty ? 'nothing' : draft);
  const checked = empty ? null : answer;
  const { answer: labelled, problem: unlabelled } = useAsk('labelled-quantities', { physics: form.physics });
  const focus = focusOf(form);
  const save = async (as: 'objective' | 'preset', thenStart: boolean) => {
    if (empty) return setSays({ text: 'nothing is wanted yet: type a value, or choose a goal', kind: 'problem' });
    const key = `${as} ${form.name}`;
    try {
      const path = await services.ask('save-objective', { draft, as, replace: refused === key });
      setRefused('');
      setSays({ text: `saved: ${path}`, kind: 'good' });
      if (thenStart) onStart(form.name);
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      setRefused(text.includes('once more') ? key : '');
      setSays({ text, kind: 'problem' });
    }
  };
  useFormKeys(
    {
      onMove: (by, step) => act({ type: 'move', by, step }),
      onCycle: (step) => act({ type: 'cycle', step, physics: physicsNames }),
      onEnter: () => {
        if (focus.kind !== 'button') return act({ type: 'move', by: 'line', step: 1 });
        void save(focus.button === 'save objective' ? 'objective' : 'preset', focus.button === 'start');
      },
      onLeave,
      typing: isTyping(form),
    },
    active,
  );
  const widths = size.columns < tableWidth ? narrowWidths : usualWidths;
  const wide = size.columns >= tableWidth + 45;
  const chartColumns = wide ? Math.min(90, size.columns - tableWidth - 2) : Math.min(size.columns - 36, 60);
  const rows = bodyRows(size);
  const chartRows = wide ? Math.min(rows - 1, 32) : rows - formQuantities.length - 4;
  const onType = (text: string, cell: Focus) => act({ type: 'type', text, cell });
  const problem = problemText(checked, focus.kind === 'cell' ? focus.quantity : null);
  const status = message ?? says ?? (problem ? { text: problem, kind: 'problem' as const } : undefined);
  const chart = <Reach labelled={labelled} checked={checked} columns={chartColumns} rows={chartRows} />;
  return (
    <Frame
      size={size}
      title="New objective"
      subtitle={labelled && labelled.count === 0 ? `no labelled structures of physics ${form.physics}` : ''}
      keys={[
        ['tab', 'next'],
        [theme.unicode ? '↑↓' : 'up down', 'line'],
        [theme.unicode ? '←→' : 'left right', 'change a goal'],
        ['enter', focus.kind === 'button' ? focus.button : 'next line'],
        ['escape', 'back'],
        ['?', 'help'],
      ]}
      message={status}
    >
      <Box gap={2}>
        <Box flexDirection="column" width={Math.min(tableWidth, size.columns)} flexShrink={0}>
          <NameLine {...{ form, active, widths, onType }} />
          <Line text={headLine(widths)} width={tableWidth} bold />
          {formQuantities.map((quantity) => (
            <TermLine key={quantity} {...{ quantity, form, active, widths, labelled, checked, onType }} />
          ))}
          <Buttons form={form} />
          {!wide && (
            <Box gap={2}>
              {chart}
              <Description
                checked={checked}
                width={chartRows < fewestChartRows ? size.columns : size.columns - chartColumns - 2}
                rows={chartRows}
              />
            </Box>
          )}
          {wide && (
            <Box marginTop={1}>
              <Description checked={checked} width={tableWidth} rows={rows - formQuantities.length - 5} />
            </Box>
          )}
        </Box>
        {wide && chart}
      </Box>
      {unlabelled && <Line text={unlabelled} width={size.columns} color="red" />}
    </Frame>
  );
}

const headLine = (widths: Widths): string =>
  ''.padEnd(widths.quantity) +
  cellColumns.map((column) => column.padEnd(widths[column])).join('') +
  (widths === narrowWidths ? 'within reach' : 'within reach (labelled)');

interface LineProps {
  form: FormState;
  active: boolean;
  widths: Widths;
  onType: (text: string, cell: Focus) => void;
}

function NameLine({ form, active, widths, onType }: LineProps) {
  const focus = focusOf(form);
  return (
    <Box>
      <Line text="name" width={widths.quantity} />
      <Box marginLeft={widths.quantity - 4}>
        <Field
          text={form.name}
          width={24}
          focused={active && focus.kind === 'name'}
          onType={(text) => onType(text, { kind: 'name' })}
        />
      </Box>
      <Text>{'physics    '}</Text>
      <Text inverse={focus.kind === 'physics'}>{` ${form.physics} `}</Text>
    </Box>
  );
}

interface TermProps extends LineProps {
  quantity: QuantityName;
  labelled: LabelledQuantities | null;
  checked: CheckedObjective | null;
}

function TermLine({ quantity, form, active, widths, labelled, checked, onType }: TermProps) {
  const theme = useTheme();
  const focus = focusOf(form);
  const row = form.rows[quantity];
  const here = active && focus.kind === 'cell' && focus.quantity === quantity ? focus.column : null;
  const wrong = row.goal !== 'off' && checked?.problems[quantity] !== undefined;
  const wish = row.goal === 'maximize' || row.goal === 'minimize';
  const shown = { off: theme.marks.off, atLeast: 'at least', atMost: 'at most' }[row.goal as string] ?? row.goal;
  return (
    <Box height={1}>
      <Text color={wrong && theme.colors !== 'none' ? 'red' : undefined} bold={row.goal !== 'off'}>
        {`${wrong ? '! ' : '  '}${quantities[quantity].symbol}`.padEnd(widths.quantity)}
      </Text>
      <Text inverse={here === 'goal'}>{` ${shown} `.padEnd(widths.goal - 1)}</Text>
      <Text> </Text>
      {(['value', 'tolerance', 'weight'] as const).map((column) => (
        <Field
          key={column}
          text={row[column]}
          width={widths[column]}
          focused={here === column}
          placeholder={row.goal === 'off' || (wish && column !== 'weight') ? '' : placeholders[column]}
          onType={(text) => onType(text, { kind: 'cell', quantity, column })}
        />
      ))}
      <Line text={reachText(quantity, labelled, widths === narrowWidths)} width={widths.reach} dim />
    </Box>
  );
}

const placeholders = { value: 'value?', tolerance: '(1 %)', weight: '(1)' };

function reachText(quantity: QuantityName, labelled: LabelledQuantities | null, isNarrow: boolean): string {
  if (!labelled) return 'reading';
  const range = labelled.ranges[quantity];
  if (!range) return 'not known';
  const { unit } = quantities[quantity];
  const shown = (value: number) => (unit === 'J/m3' ? kilojoulesInShort(value) : value.toFixed(isNarrow ? 2 : 3));
  return `${shown(range[0])}${isNarrow ? '-' : ' to '}${shown(range[1])} ${{ Ms: 'Ms', HA: 'HA', 'J/m3': 'kJ/m3', '1': '' }[unit]}`;
}

/** Two digits at least. */
const kilojoulesInShort = (value: number): string =>
  value < 1e4 ? (value / 1e3).toPrecision(2) : (value / 1e3).toFixed(0);

function Buttons({ form }: { form: FormState }) {
  const focus = focusOf(form);
  return (
    <Box height={1} marginTop={1} gap={2}>
      {buttons.map((button) => (
        <Text key={button} inverse={focus.kind === 'button' && focus.button === button} bold>
          {`[ ${button} ]`}
        </Text>
      ))}
    </Box>
  );
}

const fewestChartRows = 5;

interface ReachProps {
  labelled: LabelledQuantities | null;
  checked: CheckedObjective | null;
  columns: number;
  rows: number;
}

function Reach({ labelled, checked, columns, rows }: ReachProps) {
  const theme = useTheme();
  const terms = checked?.terms;
  const lines = useMemo(
    () =>
      labelled && rows >= fewestChartRows
        ? reachChart({ values: labelled.values, terms: terms ?? [] }, { columns, rows: rows - 1, theme })
        : [],
    [labelled, terms, columns, rows, theme],
  );
  if (rows < fewestChartRows) return null;
  const [x, y] = reachAxes(terms ?? []).map((name) => quantities[name].symbol);
  const caption = labelled
    ? `${labelled.count} labelled structures: ${y} over ${x}`
    : 'reading the labelled structures';
  return (
    <Box flexDirection="column" width={columns} flexShrink={0}>
      <Line text={caption} width={columns} />
      <Preformatted lines={lines} width={columns} />
    </Box>
  );
}

/** What would be searched, in words. */
function Description({ checked, width, rows }: { checked: CheckedObjective | null; width: number; rows: number }) {
  const text = checked?.description
    ? `Wanted: ${checked.description}`
    : checked
      ? ''
      : 'Type a value with its unit: 0.9 Ms, 2.4 T, 0.35 HA, 1.9 MA/m, 300 kJ/m3.';
  return (
    <Box flexDirection="column" width={width}>
      {wrap(text, width)
        .slice(0, rows)
        .map((line) => (
          <Line key={line} text={line} width={width} color={checked ? 'green' : undefined} />
        ))}
    </Box>
  );
}

/** The mistake of the line that is written, else the first of all. */
function problemText(checked: CheckedObjective | null, here: QuantityName | null): string | null {
  if (!checked) return null;
  const wrong = Object.keys(checked.problems) as QuantityName[];
  const shown = here && wrong.includes(here) ? here : wrong[0];
  return shown ? `${quantities[shown].symbol}: ${checked.problems[shown]}` : checked.problem;
}
