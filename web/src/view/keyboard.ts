/**
 * Jupyter's keyboard habits, as one table: what the notebook view listens to and what the list of
 * shortcuts shows. Pure, so that the table can be tested without a page.
 *
 * Letters are matched by what they write, not by where they lie, so that AZERTY and QWERTY agree.
 */

/** In edit mode the focus is in an editor, in command mode on a cell. */
export type Mode = "command" | "edit";

export type Action =
  | "runAndNext"
  | "runInPlace"
  | "runAndInsert"
  | "edit"
  | "leaveEdit"
  | "insertAbove"
  | "insertBelow"
  | "deleteCells"
  | "toCode"
  | "toMarkdown"
  | "toRaw"
  | "cut"
  | "copy"
  | "paste"
  | "pasteAbove"
  | "undo"
  | "redo"
  | "merge"
  | "split"
  | "previous"
  | "next"
  | "extendUp"
  | "extendDown"
  | "moveUp"
  | "moveDown"
  | "first"
  | "last"
  | "selectAll"
  | "foldOutputs"
  | "foldSource"
  | "stop"
  | "restart"
  | "save"
  | "find"
  | "files"
  | "shortcuts";

export interface Shortcut {
  action: Action;
  modes: readonly Mode[];
  /** Chords in the order in which they are pressed: `d d` is two. */
  keys: string;
  /** The same key on another layout; not worth a line in the list. */
  unlisted?: true;
}

const command: readonly Mode[] = ["command"];
const edit: readonly Mode[] = ["edit"];
const both: readonly Mode[] = ["command", "edit"];

/** `Mod` is Control, or Command on a Mac. The first line of an action is the one that is shown. */
export const shortcuts: readonly Shortcut[] = [
  { action: "runAndNext", modes: both, keys: "Shift+Enter" },
  { action: "runInPlace", modes: both, keys: "Mod+Enter" },
  { action: "runAndInsert", modes: both, keys: "Alt+Enter" },
  { action: "edit", modes: command, keys: "Enter" },
  { action: "leaveEdit", modes: edit, keys: "Escape" },
  { action: "leaveEdit", modes: edit, keys: "Control+m" },
  { action: "previous", modes: command, keys: "ArrowUp" },
  { action: "previous", modes: command, keys: "k" },
  { action: "next", modes: command, keys: "ArrowDown" },
  { action: "next", modes: command, keys: "j" },
  { action: "extendUp", modes: command, keys: "Shift+ArrowUp" },
  { action: "extendUp", modes: command, keys: "Shift+K" },
  { action: "extendDown", modes: command, keys: "Shift+ArrowDown" },
  { action: "extendDown", modes: command, keys: "Shift+J" },
  { action: "first", modes: command, keys: "Home" },
  { action: "last", modes: command, keys: "End" },
  { action: "selectAll", modes: command, keys: "Mod+a" },
  { action: "insertAbove", modes: command, keys: "a" },
  { action: "insertBelow", modes: command, keys: "b" },
  { action: "deleteCells", modes: command, keys: "d d" },
  { action: "deleteCells", modes: command, keys: "Delete" },
  { action: "undo", modes: command, keys: "z" },
  { action: "undo", modes: both, keys: "Mod+z" },
  { action: "redo", modes: command, keys: "Shift+Z" },
  { action: "redo", modes: both, keys: "Mod+Shift+Z" },
  { action: "redo", modes: both, keys: "Mod+y" },
  { action: "cut", modes: command, keys: "x" },
  { action: "copy", modes: command, keys: "c" },
  { action: "paste", modes: command, keys: "v" },
  { action: "pasteAbove", modes: command, keys: "Shift+V" },
  { action: "moveUp", modes: both, keys: "Alt+Shift+ArrowUp" },
  { action: "moveDown", modes: both, keys: "Alt+Shift+ArrowDown" },
  { action: "toCode", modes: command, keys: "y" },
  { action: "toMarkdown", modes: command, keys: "m" },
  { action: "toRaw", modes: command, keys: "r" },
  { action: "merge", modes: command, keys: "Shift+M" },
  { action: "split", modes: edit, keys: "Mod+Shift+-" },
  { action: "split", modes: edit, keys: "Mod+Shift+_", unlisted: true },
  { action: "split", modes: edit, keys: "Mod+Shift+6", unlisted: true },
  { action: "foldOutputs", modes: command, keys: "o" },
  { action: "foldSource", modes: command, keys: "Shift+O" },
  { action: "stop", modes: command, keys: "i i" },
  { action: "restart", modes: command, keys: "0 0" },
  { action: "save", modes: both, keys: "Mod+s" },
  { action: "save", modes: command, keys: "s" },
  { action: "find", modes: both, keys: "Mod+f" },
  { action: "find", modes: command, keys: "f" },
  { action: "files", modes: command, keys: "Shift+F" },
  { action: "shortcuts", modes: command, keys: "h" },
];

/** What of a key press counts. */
export interface Press {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** A key press in the table's notation. Shift is named for letters and for named keys, whatever
 * Caps Lock does. */
export function chordOf(press: Press, mac: boolean): string {
  const letter = press.key.length === 1;
  const mod = mac ? press.metaKey : press.ctrlKey;
  const key = letter && press.shiftKey ? press.key.toUpperCase() : press.key.toLowerCase();
  return [
    mod ? "Mod+" : "",
    mac && press.ctrlKey ? "Control+" : "",
    press.altKey ? "Alt+" : "",
    press.shiftKey ? "Shift+" : "",
    letter ? key : press.key,
  ].join("");
}

const normal = (keys: string, mac: boolean): string =>
  mac ? keys : keys.replace(/Control\+/g, "Mod+");

/** How long the second of two presses may take. */
const PAIR_MILLIS = 900;

/** What was pressed before, when it may begin a pair. */
export interface Pending {
  chord: string;
  time: number;
}

export interface Match {
  action: Action | undefined;
  pending: Pending | undefined;
}

/** What a press means in a mode, given what came just before. */
export function match(
  press: Press,
  mode: Mode,
  pending: Pending | undefined,
  time: number,
  mac: boolean,
): Match {
  const chord = chordOf(press, mac);
  const here = shortcuts.filter((shortcut) => shortcut.modes.includes(mode));
  // Digits and signs lie on shifted keys of many layouts: Shift is not part of what they write.
  const bare = /^(Mod\+)?Shift\+[^A-Za-z]$/.test(chord) ? chord.replace("Shift+", "") : chord;
  const is = (keys: string) => keys === chord || keys === bare;
  if (pending && time - pending.time <= PAIR_MILLIS) {
    const pair = here.find(({ keys }) => {
      const [first, second] = keys.split(" ");
      return first === pending.chord && second !== undefined && is(second);
    });
    if (pair) return { action: pair.action, pending: undefined };
  }
  const single = here.find(({ keys }) => is(normal(keys, mac)));
  if (single) return { action: single.action, pending: undefined };
  const begins = here.find(({ keys }) => keys.includes(" ") && is(keys.split(" ")[0] ?? ""));
  return {
    action: undefined,
    pending: begins ? { chord: begins.keys.split(" ")[0] ?? "", time } : undefined,
  };
}

export function onMac(): boolean {
  return /Mac|iPhone|iPad/.test(window.navigator.platform);
}
