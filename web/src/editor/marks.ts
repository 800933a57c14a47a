/**
 * Marks that the page puts over a source: the line an error points at, and the places where a
 * searched text occurs.
 */
import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

export const errorLine = StateEffect.define<number | undefined>();
export const searchedText = StateEffect.define<string>();

const lineMark = Decoration.line({ class: "cm-error-line" });
const textMark = Decoration.mark({ class: "cm-found" });

const errorField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(errorLine)) continue;
      const { doc } = transaction.state;
      next =
        effect.value === undefined || effect.value < 1 || effect.value > doc.lines
          ? Decoration.none
          : Decoration.set(lineMark.range(doc.line(effect.value).from));
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

interface Search {
  text: string;
  marks: DecorationSet;
}

/** Every place of `text` in `source`, ignoring case. */
function placesOf(source: string, text: string): DecorationSet {
  const where = source.toLocaleLowerCase();
  const what = text.toLocaleLowerCase();
  // Where lowering changes lengths (a few letters do), offsets would be wrong: mark nothing.
  if (where.length !== source.length) return Decoration.none;
  const ranges = [];
  for (let at = where.indexOf(what); at >= 0; at = where.indexOf(what, at + what.length)) {
    ranges.push(textMark.range(at, at + what.length));
  }
  return Decoration.set(ranges);
}

const searchField = StateField.define<Search>({
  create: () => ({ text: "", marks: Decoration.none }),
  update(search, transaction) {
    let { text } = search;
    for (const effect of transaction.effects) if (effect.is(searchedText)) text = effect.value;
    if (text === search.text && !transaction.docChanged) return search;
    if (!text) return { text, marks: Decoration.none };
    return { text, marks: placesOf(transaction.state.doc.toString(), text) };
  },
  provide: (field) => EditorView.decorations.from(field, (search) => search.marks),
});

export const marks: Extension = [errorField, searchField];
