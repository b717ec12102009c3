// The types of what Python and the pages tell each other; only the compiler reads this file.

/** A widget's model in the page. */
interface Model {
  get(name: string): any;
  set(name: string, value: unknown): void;
  save_changes(): void;
  send(content: object, callbacks?: undefined, buffers?: ArrayBuffer[]): void;
  on(event: string, handler: (...args: any[]) => void): void;
  off(event: string, handler: (...args: any[]) => void): void;
}

/** What a view is given: its model, and its place in the page. */
interface Place { model: Model; el: HTMLElement }

// ---- a lab ------------------------------------------------------------------------------------

type Values = Record<string, number | string>;

interface SpecControl {
  kind: "slider" | "choice";
  name: string;
  label: string;
  drawer: boolean;
  /* of a slider */
  low?: number; high?: number; unit?: string; scale?: "linear" | "log"; axis?: boolean;
  stops?: Record<string, number>; only?: number[]; positions?: number[];
  /* of a choice */
  options?: Record<string, string>;
}

interface SpecAxis { digits: number; names: Record<string, string> }

interface SpecSeries {
  kind: "line" | "area" | "points" | "bars";
  panel: number;
  rows: number | null;
  head: string;
  label: string;
  labelAt: number | null;
  width: number | null;
}

/** Everything about a lab that does not move: `Lab._describe` in kit/chart/lab.py. */
interface Spec {
  title: string;
  kind: "measured" | "model" | "measured + model" | "conceptual";
  controls: SpecControl[];
  start: Values;
  figure: { data: any[]; layout: any };
  places: Record<string, number>;
  columns: string[];
  axes: { x: SpecAxis; y: SpecAxis[] };
  series: Record<string, SpecSeries>;
  drawable: string;
  picture: { svg: string; title: string; alt: string } | null;
  limits: Record<string, string>;
  actions?: string[];
  resting?: string[];
}

/** One array of a series: what it holds in a state, and whether it changes at all. */
interface Row { (state: number): Float32Array; moves?: boolean }

/** A frame or a sweep, unpacked: `Live._frame` in kit/chart/live.py. */
interface Frame {
  values: Values;
  edition: number;
  control: string | null;
  name?: string;
  words: string[];
  series: Record<string, { x: Row; y: Row; base?: Row; text?: (state: number) => string[];
    error?: Row; error_down?: Row; error_x?: Row; error_x_down?: Row }>;
  picture: Record<string, (state: number) => ArrayLike<number | string>>;
  axes: Record<string, Record<string, unknown>>;
}

// ---- a question -------------------------------------------------------------------------------

interface Option { id: string; text: string; letter?: string }

/** What the page may know of a question: `public` in kit/lesson/sheet.py. */
interface Asked {
  name: string;
  kind: string;
  ask: string;
  given: string[];
  options: Option[];
  sure?: string;
  skippable: boolean;
  beside?: boolean;
  unit?: string;
  at: number[]; given_x?: number[]; given_y?: number[]; range: [number, number]; x: string; y: string;
}

/** The inputs of a question. */
interface Fields {
  parts: Node[];
  read(): any;
  write(answer: any): void;
  problem?(): string | undefined;
}

/** What Python said of an answer. */
interface Verdict {
  turn?: string; before?: boolean; refused?: string; refusal?: string;
  answer?: any; confidence?: string; right: boolean | null; sure?: boolean; text: string; gap?: string;
  saved: string; unsaved?: boolean; show?: boolean; shown?: string;
  because?: string; reason?: string; reason_saved?: string;
}

/** A step of a lesson, for its header. */
interface Step { name: string; ask: string }

interface PassportPage {
  words: string[];
  pictures: { title: string; alt: string; source: string }[];
  tables: { title: string; columns: string[]; rows: string[][] }[];
}
