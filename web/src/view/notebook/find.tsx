/** Search and replace over all cells of the notebook, whether they are on screen or not. */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { SourceChange } from "../../core/editor";
import { Action } from "../parts";
import { useUi, useWords } from "../ui";
import type { NotebookModel } from "./model";

export interface Hit {
  cell: string;
  start: number;
  end: number;
}

/** Every place of a text, ignoring case. Pure, for the tests. */
export function placesIn(source: string, text: string): { start: number; end: number }[] {
  if (!text) return [];
  const where = source.toLocaleLowerCase();
  const what = text.toLocaleLowerCase();
  // A few letters change length when lowered; offsets would be wrong, so compare as written.
  const same = where.length === source.length && what.length === text.length;
  const [haystack, needle] = same ? [where, what] : [source, text];
  const places = [];
  for (
    let at = haystack.indexOf(needle);
    at >= 0;
    at = haystack.indexOf(needle, at + needle.length)
  ) {
    places.push({ start: at, end: at + needle.length });
  }
  return places;
}

function hitsIn(model: NotebookModel, text: string): Hit[] {
  return model.order.value.reduce<Hit[]>((hits, id) => {
    const source = model.open.cell(id)?.source ?? "";
    return hits.concat(placesIn(source, text).map((place) => ({ cell: id, ...place })));
  }, []);
}

export function Find({ model, close }: { model: NotebookModel; close(): void }) {
  const ui = useUi();
  const words = useWords();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(model.search.peek());
  const [by, setBy] = useState("");
  const [at, setAt] = useState(-1);
  // Sources change under the search; a count that is asked anew at each step is never old.
  const [turn, setTurn] = useState(0);
  const hits = useMemo(() => hitsIn(model, text), [text, turn, model.order.value]);

  // At once, so that what is typed next lands here.
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
    return () => {
      model.search.value = "";
    };
  }, []);
  useEffect(() => {
    model.search.value = text;
  }, [text]);

  const show = (step: number) => {
    const now = hitsIn(model, text);
    setTurn(turn + 1);
    if (now.length === 0) return;
    const next = (at + step + now.length) % now.length;
    setAt(next);
    const hit = now[next];
    if (!hit) return;
    model.choose(hit.cell);
    model.element(hit.cell)?.scrollIntoView({ block: "center" });
    model.editor(hit.cell)?.select(hit.start, hit.end);
    ui.say(words.found(next + 1, now.length));
  };

  const replaceAll = () => {
    const now = hitsIn(model, text);
    const byCell = new Map<string, SourceChange[]>();
    for (const { cell, start, end } of now) {
      if (model.cell(cell).peek()?.locked) continue;
      const changes = byCell.get(cell) ?? [];
      changes.push({ start, end, text: by });
      byCell.set(cell, changes);
    }
    let made = 0;
    for (const [cell, changes] of byCell) {
      model.editSource(cell, changes);
      made += changes.length;
    }
    setTurn(turn + 1);
    ui.toast(words.replaced(made), {
      action: { label: words.undo, run: () => model.send({ type: "undo" }) },
    });
  };

  return (
    <form
      class="find"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        show(1);
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key !== "Escape") return;
        close();
        const head = model.selection.peek().head;
        if (head !== undefined) model.focus(head, false);
      }}
    >
      <label class="field field-inline">
        <span>{words.findWhat}</span>
        <input
          ref={field}
          type="text"
          value={text}
          data-testid="find-text"
          onInput={(event) => {
            setText(event.currentTarget.value);
            setAt(-1);
          }}
        />
      </label>
      <span class="find-count" role="status" data-testid="find-count">
        {text === ""
          ? ""
          : hits.length === 0
            ? words.foundNothing
            : words.found(at + 1, hits.length)}
      </span>
      <Action icon="up" label={words.findPrevious} compact onPress={() => show(-1)} />
      <Action icon="down" label={words.findNext} compact onPress={() => show(1)} />
      <label class="field field-inline">
        <span>{words.replaceBy}</span>
        <input
          type="text"
          value={by}
          data-testid="replace-text"
          onInput={(event) => setBy(event.currentTarget.value)}
        />
      </label>
      <Action
        icon="done"
        label={words.replaceAll}
        onPress={replaceAll}
        disabled={hits.length === 0}
      />
      <Action icon="close" label={words.close} compact onPress={close} />
    </form>
  );
}
