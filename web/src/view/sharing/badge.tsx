/**
 * How far one's own work has come, in the head of a shared notebook; while it is shown, the others
 * are told where one writes, and the editors show where they do.
 */
import { effect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Person, RoomView } from "../../core/app";
import { sharingWords } from "../../i18n/sharing";
import { Icon } from "../icons";
import type { NotebookModel } from "../notebook/model";
import { useUi, useWatched } from "../ui";
import { colourOf, ownKey, ownName } from "./people";
import style from "./sharing.css?inline";

const SAY_MILLIS = 300;

export function SharedBadge({ model, room }: { model: NotebookModel; room: RoomView }) {
  const ui = useUi();
  const own = sharingWords[ui.language.value];
  const { sharing } = model.open;
  const people = useWatched(sharing.people);
  const { reach } = room.status;
  const somebody = own.somebody;

  useEffect(() => {
    let last = "";
    let waiting: number | undefined;
    const say = () => {
      waiting = undefined;
      const person: Person = { key: ownKey, name: ownName.peek() || somebody };
      const cell = model.editing.peek();
      const offset = cell === undefined ? undefined : model.editor(cell)?.cursor();
      if (cell !== undefined && offset !== undefined) {
        Object.assign(person, { cell, from: offset, to: offset });
      }
      const said = JSON.stringify(person);
      if (said === last) return;
      last = said;
      sharing.say(person);
    };
    const soon = () => {
      waiting ??= window.setTimeout(say, SAY_MILLIS);
    };
    document.addEventListener("selectionchange", soon);
    document.addEventListener("keyup", soon);
    const stop = effect(() => {
      void [ownName.value, model.editing.value];
      soon();
    });
    return () => {
      stop();
      window.clearTimeout(waiting);
      document.removeEventListener("selectionchange", soon);
      document.removeEventListener("keyup", soon);
    };
  }, [model, somebody]);

  useEffect(() => showIn(model, people), [model, people]);

  return (
    <span
      class={`badge badge-reach-${reach}`}
      data-testid="shared-state"
      data-state={reach}
      title={own.reachHint[reach]}
    >
      <style>{style}</style>
      <Icon name={reach === "onDevice" ? "save" : reach === "seen" ? "done" : "up"} />
      <span class="badge-word">{own.reach[reach]}</span>
      {people.length > 0 && (
        <span class="shared-people" data-testid="shared-people">
          {people.map((person) => (
            <span key={person.key} class={`shared-person person-${colourOf(person)}`}>
              {person.name}
            </span>
          ))}
        </span>
      )}
    </span>
  );
}

/** Puts cursors into the editors there are; returns what takes them out. */
function showIn(model: NotebookModel, people: readonly Person[]): () => void {
  const cells = new Map<string, { name: string; colour: number; from: number; to: number }[]>();
  for (const person of people) {
    const { cell, from, to, name } = person;
    if (cell === undefined || from === undefined || to === undefined) continue;
    const there = cells.get(cell) ?? [];
    there.push({ name, colour: colourOf(person), from, to });
    cells.set(cell, there);
  }
  for (const [cell, there] of cells) model.editor(cell)?.showPeople(there);
  return () => {
    for (const cell of cells.keys()) model.editor(cell)?.showPeople([]);
  };
}
