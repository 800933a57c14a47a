/** The actions on the chosen cell, as buttons: everything the keyboard can do, a finger can too. */
import type { CellView } from "../../core";
import { Action, Menu, type MenuItem } from "../parts";
import { useUi, useWords } from "../ui";
import type { Commands } from "./commands";
import type { NotebookModel } from "./model";
import { canSpeak, speak } from "./speech";

export interface CellToolsProps {
  model: NotebookModel;
  commands: Commands;
  cell: CellView;
  writing: boolean;
  last: boolean;
}

export function CellTools({ model, commands, cell, writing, last }: CellToolsProps) {
  const ui = useUi();
  const words = useWords();
  const simple = ui.preferences.value.level === "simple";
  const { id } = cell;
  // Several chosen cells are acted upon together.
  const ids = () => (model.chosen.peek().has(id) ? model.chosenInOrder() : [id]);
  const code = cell.kind === "code";
  const many = model.chosen.value.size;

  const fold = (part: "source" | "outputs", folded: boolean) =>
    model.send({ type: "foldCell", cell: id, part, folded });

  const language = ui.language.value;
  const mark = () => {
    import("../authoring/authoring").then(
      ({ openMarks }) => openMarks(ui, model, ids()),
      () => ui.toast(words.viewUnavailable, { kind: "problem" }),
    );
  };
  const readAloud = () => {
    const prose = model.element(id)?.querySelector<HTMLElement>(".prose");
    speak(prose ? prose.innerText : cell.source, language);
  };

  const items: (MenuItem | "line")[] = [
    ...(cell.kind === "markdown" && canSpeak(language)
      ? [{ icon: "speak" as const, label: words.readAloud, onPress: readAloud }, "line" as const]
      : []),
    ...(!model.asPupil.value
      ? [{ icon: "book" as const, label: words.markCell, onPress: mark, testid: "mark-cell" }]
      : []),
    { icon: "copy", label: words.copy, onPress: () => commands.copy(ids()) },
    { icon: "cut", label: words.cut, onPress: () => commands.cut(ids()) },
    {
      icon: "paste",
      label: words.paste,
      onPress: () => commands.paste({ type: "after", cell: id }),
    },
    "line",
    { icon: "split", label: words.split, onPress: () => commands.split(id), disabled: cell.locked },
    {
      icon: "merge",
      label: words.mergeHint,
      onPress: () => commands.mergeBelow(ids()),
      disabled: last && many < 2,
    },
    ...(cell.kind === "raw"
      ? []
      : [
          {
            icon: "menu" as const,
            label: words.toRaw,
            onPress: () => commands.convert(ids(), "raw"),
          },
        ]),
    "line",
    {
      icon: cell.sourceFolded ? "unfold" : "fold",
      label: cell.sourceFolded ? words.unfoldSource : words.foldSource,
      onPress: () => fold("source", !cell.sourceFolded),
    },
    ...(code
      ? [
          {
            icon: cell.outputsFolded ? ("unfold" as const) : ("fold" as const),
            label: cell.outputsFolded ? words.unfoldOutputs : words.foldOutputs,
            onPress: () => fold("outputs", !cell.outputsFolded),
          },
          {
            icon: "close" as const,
            label: words.clearOutputs,
            onPress: () => model.send({ type: "clearOutputs", cells: ids() }),
            disabled: cell.outputs.length === 0,
          },
          "line" as const,
          {
            icon: "up" as const,
            label: words.runAbove,
            onPress: () => model.send({ type: "runAbove", cell: id }),
          },
          {
            icon: "down" as const,
            label: words.runBelow,
            onPress: () => model.send({ type: "runBelow", cell: id }),
          },
        ]
      : []),
  ];

  return (
    <div class="cell-tools" role="toolbar" aria-label={words.cellTools}>
      {many > 1 && <span class="cell-tools-count">{words.selectedCells(many)}</span>}
      {cell.kind === "markdown" &&
        (writing ? (
          <Action
            icon="done"
            label={words.done}
            onPress={() => model.leaveEditor()}
            testid="cell-done"
          />
        ) : (
          <Action
            icon="edit"
            label={words.edit}
            onPress={() => commands.edit(id)}
            disabled={cell.locked}
            testid="cell-edit"
          />
        ))}
      <Action icon="up" label={words.moveUp} compact onPress={() => commands.move(ids(), "up")} />
      <Action
        icon="down"
        label={words.moveDown}
        compact
        onPress={() => commands.move(ids(), "down")}
      />
      {!simple &&
        (code ? (
          <Action
            icon="text"
            label={words.toMarkdown}
            onPress={() => commands.convert(ids(), "markdown")}
          />
        ) : (
          <Action
            icon="code"
            label={words.toCode}
            onPress={() => commands.convert(ids(), "code")}
          />
        ))}
      <Action
        icon="delete"
        label={words.delete}
        compact={!simple}
        onPress={() => commands.remove(ids())}
        disabled={cell.kept}
        testid="cell-delete"
      />
      <Menu icon="more" label={words.more} compact items={items} testid="cell-more" />
    </div>
  );
}
