/** The notebook's head: its title, its states and the actions on the whole of it. */
import { useComputed } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { profile } from "../../floor/profile";
import { Icon } from "../icons";
import { soon } from "../later";
import { Action, Menu, type MenuItem } from "../parts";
import { go, hashFromRoute } from "../router";
import { useUi, useWatched, useWords } from "../ui";
import type { Commands } from "./commands";
import type { NotebookModel } from "./model";
import { KernelBadge, OfflineBadge, SavedBadge } from "./states";

const ProfileBadge = soon(async () => (await import("../profiles/profiles")).ProfileBadge);
const SharedBadge = soon(async () => (await import("../sharing/sharing")).SharedBadge);

export interface HeaderProps {
  model: NotebookModel;
  commands: Commands;
  exportFile(): void;
  /** What is shown beside the cells. */
  panel: "files" | "activity" | "sharing" | undefined;
  /** Shows or hides what a teacher makes an activity with, or what a notebook is shared with. */
  toggle(panel: "activity" | "sharing"): void;
}

export function Header({ model, commands, exportFile, panel, toggle }: HeaderProps) {
  const ui = useUi();
  const words = useWords();
  const simple = ui.preferences.value.level === "simple";
  // Each by itself: every key press changes what is saved, and nothing else here.
  const { status } = model;
  const title = useComputed(() => status.value.title).value;
  const canUndo = useComputed(() => status.value.canUndo).value;
  const canRedo = useComputed(() => status.value.canRedo).value;
  const running = useComputed(() => /^(busy|waiting)$/.test(status.value.kernel.type)).value;

  const authored = !model.asPupil.value;
  const room = useWatched(model.open.sharing.room);

  // A look as a pupil is in no library, and goes as it came.
  const { id, preview } = model.open;
  const kept: MenuItem[] = [
    {
      icon: "history",
      label: words.history,
      testid: "open-history",
      onPress: () => go({ view: "history", id }),
    },
    {
      icon: "book",
      label: words.readView,
      testid: "open-read",
      onPress: () => go({ view: "read", id }),
    },
    {
      icon: "slides",
      label: words.slidesView,
      testid: "open-slides",
      onPress: () => go({ view: "slides", id }),
    },
    {
      icon: "people",
      label: words.share,
      testid: "open-sharing",
      onPress: () => toggle("sharing"),
    },
  ];

  const items: (MenuItem | "line")[] = [
    { icon: "find", label: words.find, onPress: () => commands.perform("find") },
    ...(preview ? [] : kept),
    { icon: "print", label: words.print, onPress: () => window.print() },
    ...(authored
      ? [
          {
            icon: "book" as const,
            label: words.activityHint,
            onPress: () => toggle("activity"),
            testid: "menu-activity",
          },
        ]
      : []),
    "line",
    {
      icon: "runAll",
      label: words.restartRunAll,
      onPress: () => model.send({ type: "restart", runAll: true }),
    },
    {
      icon: "close",
      label: words.clearAllOutputs,
      onPress: () => model.send({ type: "clearOutputs" }),
    },
    "line",
    { icon: "keyboard", label: words.shortcuts, onPress: () => go({ view: "help" }) },
    { icon: "settings", label: words.settings, onPress: () => go({ view: "settings" }) },
  ];

  return (
    <header class="slate slate-notebook">
      <div class="slate-row">
        <a
          class="action action-compact"
          href={hashFromRoute({ view: "library" })}
          aria-label={words.libraryTitle}
          title={words.libraryTitle}
        >
          <Icon name="back" />
          <span class="action-label">{words.libraryTitle}</span>
        </a>
        <Title model={model} title={title} />
        <div class="badges">
          {!preview && <SavedBadge status={status} />}
          {room && <SharedBadge model={model} room={room} />}
          <KernelBadge status={status} />
          <OfflineBadge />
        </div>
        {profile && <ProfileBadge />}
      </div>
      <div class="slate-row slate-tools" role="toolbar" aria-label={words.notebookTools}>
        <Action
          icon="runAll"
          label={words.runAll}
          class="action-run"
          onPress={() => model.send({ type: "runAll" })}
          testid="run-all"
        />
        <Action
          icon="stop"
          label={words.stop}
          hint={words.stopHint}
          class={running ? "action-stop" : ""}
          onPress={() => model.send({ type: "stop" })}
          disabled={!running}
          testid="stop"
        />
        <Action
          icon="restart"
          label={words.restart}
          hint={words.restartHint}
          onPress={() => model.send({ type: "restart", runAll: false })}
          testid="restart"
        />
        <span class="slate-gap" />
        <Action
          icon="open"
          label={words.files}
          hint={words.filesHint}
          class="action-narrow"
          onPress={() => commands.perform("files")}
          expanded={panel === "files"}
          testid="files"
        />
        {authored && !simple && (
          <Action
            icon="book"
            label={words.activity}
            hint={words.activityHint}
            class="action-narrow action-activity"
            onPress={() => toggle("activity")}
            expanded={panel === "activity"}
            testid="activity"
          />
        )}
        <Action
          icon="undo"
          label={words.undo}
          compact={!simple}
          onPress={() => model.send({ type: "undo" })}
          disabled={!canUndo}
          testid="undo"
        />
        <Action
          icon="redo"
          label={words.redo}
          compact={!simple}
          onPress={() => model.send({ type: "redo" })}
          disabled={!canRedo}
          testid="redo"
        />
        <Action
          icon="save"
          label={words.exportIpynb}
          hint={words.exportHint}
          class="action-narrow"
          onPress={exportFile}
          testid="export-ipynb"
        />
        <Menu icon="menu" label={words.menu} items={items} testid="notebook-menu" />
      </div>
    </header>
  );
}

/** The title, written in place; Enter or leaving the field keeps it, Escape gives it up. */
function Title({ model, title }: { model: NotebookModel; title: string }) {
  const words = useWords();
  const [text, setText] = useState(title);
  useEffect(() => setText(title), [title]);
  const keep = () => {
    if (text !== title) model.send({ type: "setTitle", title: text.trim() });
  };
  return (
    <h1 class="title">
      <input
        type="text"
        class="title-input"
        data-testid="notebook-title"
        aria-label={words.notebookTitle}
        placeholder={words.untitled}
        value={text}
        spellcheck={false}
        onInput={(event) => setText(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            keep();
            const head = model.selection.peek().head;
            if (head !== undefined) model.focus(head, false);
            event.preventDefault();
          } else if (event.key === "Escape") {
            setText(title);
            event.stopPropagation();
          }
        }}
      />
    </h1>
  );
}
