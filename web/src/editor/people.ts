/**
 * Where others write in a source: their cursor with their name, and what they have selected. Fetched
 * when somebody else is first there.
 */
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";
import type { EditorPerson } from "../core/editor";

const people = StateEffect.define<readonly EditorPerson[]>();

class Cursor extends WidgetType {
  readonly person: EditorPerson;
  constructor(person: EditorPerson) {
    super();
    this.person = person;
  }
  override eq(other: Cursor): boolean {
    return other.person.name === this.person.name && other.person.colour === this.person.colour;
  }
  override toDOM(): HTMLElement {
    const cursor = document.createElement("span");
    cursor.className = `cm-person person-${this.person.colour}`;
    // Who is where is said beside the notebook; here it would be read into the source.
    cursor.setAttribute("aria-hidden", "true");
    // The style sheet shows it: no text of ours stands in the source.
    cursor.setAttribute("data-name", this.person.name);
    return cursor;
  }
  override ignoreEvent(): boolean {
    return true;
  }
}

function marksOf(there: readonly EditorPerson[], length: number): DecorationSet {
  const within = (offset: number) => Math.max(0, Math.min(offset, length));
  const ranges = there.flatMap((person) => {
    const from = within(Math.min(person.from, person.to));
    const to = within(Math.max(person.from, person.to));
    const cursor = Decoration.widget({ widget: new Cursor(person), side: 1 });
    const selected = Decoration.mark({ class: `cm-selected person-${person.colour}` });
    const marks = [cursor.range(within(person.to))];
    return from < to ? [selected.range(from, to), ...marks] : marks;
  });
  return Decoration.set(ranges, true);
}

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(people)) next = marksOf(effect.value, transaction.newDoc.length);
    }
    return next;
  },
  provide: (from) => EditorView.decorations.from(from),
});

export function showPeople(view: EditorView, there: readonly EditorPerson[]): void {
  const effects: StateEffect<unknown>[] = [people.of(there)];
  if (view.state.field(field, false) === undefined) {
    effects.unshift(StateEffect.appendConfig.of(field));
  }
  view.dispatch({ effects });
}
