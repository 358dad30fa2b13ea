// What is said of a run at the head of its config.json.
export interface RunHeader {
  readonly name: string;
  /** ISO 8601. */
  readonly created: string;
  /** One line: what is wanted. */
  readonly objective: string;
  /** Versions of the program and of Node that made the run; empty where a run does not say. */
  readonly version: string;
  readonly node: string;
  /** The command that repeats the run; empty where a run does not say. */
  readonly command: string;
}
