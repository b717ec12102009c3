// The types of what Python and the pages tell each other; only the compiler reads this file.

/** A widget's model in the page. */
interface Model {
  get(name: string): any;
  set(name: string, value: unknown): void;
  save_changes(): void;
  send(content: object, callbacks?: undefined, buffers?: ArrayBuffer[]): void;
  on(event: string, handler: (...args: any[]) => void): void;
  off(event: string, handler: (...args: any[]) => void): void;
  widget_manager: { get_model(id: string): Promise<Model> };
}

/** What a view is given: its model, and its place in the page. */
interface Place { model: Model; el: HTMLElement }

// ---- a lab ------------------------------------------------------------------------------------

type Values = Record<string, number | string>;

/** A slider of a lab: `Slider.spec` in kit/chart/controls.py. */
interface SpecSlider {
  kind: "slider";
  name: string;
  label: string;
  drawer: boolean;
  low: number;
  high: number;
  unit: string;
  scale: "linear" | "log";
  axis: boolean;
  stops: Record<string, number>;
  only: number[];
  positions: number[];
}

/** A choice of a lab: `Choice.spec`. */
interface SpecChoice {
  kind: "choice";
  name: string;
  label: string;
  drawer: boolean;
  options: Record<string, string>;
  positions?: undefined;
}

type SpecControl = SpecSlider | SpecChoice;

/** A series as the page draws it: `describe` in kit/chart/plot.py. */
interface SpecSeries {
  kind: "line" | "area" | "points" | "bars";
  panel: number;
  rows: number | null;
  head: string;
  label: string;
  labelAt: number | null;
  width: number | null;
  here: boolean;
  size: number;
  ink: string;
}

interface SpecRule { x: number | null; y: number; top: number | null; panel: number; label: string }

/** One series of a frame. */
interface Drawn {
  x: Row; y: Row; base?: Row; text?: (state: number) => string[];
  error?: Row; error_down?: Row; error_x?: Row; error_x_down?: Row;
}

/** The size of a chart: pixels, its letters, and their family. */
interface Size { width: number; height: number; px: number; font: string }

/** A control in the page: its node, and what puts a value into it. */
interface Field {
  node: HTMLElement;
  show(value: any): void;
  align?(left: number, wide: number): void;
  hang?(main?: boolean): void;
}

/** What a control tells of what was moved. */
interface Listener { move(change: Values): void; glideTo(change: Values): void; askSweep(control: string): void; say(text: string): void }

/** Everything about a lab that does not move: `Lab._describe` in kit/chart/lab.py. */
interface Spec {
  title: string;
  kind: "measured" | "model" | "measured + model" | "conceptual";
  controls: SpecControl[];
  start: Values;
  traces: any[];
  shapes: any[];
  places: Record<string, number>;
  columns: string[];
  axes: { x: Axis; y: Axis[] };
  rules: SpecRule[];
  series: Record<string, SpecSeries>;
  drawable: string;
  picture: { svg: string; title: string; alt: string } | null;
  limits: Record<string, string>;
  actions?: string[];
  resting?: string[];
}

/** One array of a series: what it holds in a state, and whether it changes at all. */
interface Row { (state: number): Float32Array; moves: boolean }

/** A frame or a sweep, unpacked: `Live._frame` in kit/chart/live.py. */
interface Frame {
  values: Values;
  edition: number;
  control: string | null;
  name?: string;
  words: string[];
  series: Record<string, Drawn>;
  picture: Record<string, (state: number) => ArrayLike<number | string>>;
  axes: { x?: Axis; y?: Axis };
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
  tables: { title: string; columns: string[]; rows: string[][]; shares?: number[] }[];
  code: string; // that the learner hands answers in by
  exit_cards: boolean; // whether a teacher may read them
}

// ---- the card of a lab ------------------------------------------------------------------------

/** What the height of a card is shared among. */
interface CardParts {
  lab: HTMLElement; stage: HTMLElement; plot: HTMLElement; side: HTMLElement; controls: HTMLElement;
  picture?: HTMLElement; panels: number; least: (width: number, px: number, font: string) => number;
}

/** For each label its place in each state. */
type Tracks = Map<string, (Spot | undefined)[]>;

/** What a lab shows. */
interface Shown { frame: Frame; state: number; values: Values; edition: number | undefined }
