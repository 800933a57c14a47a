/**
 * An open notebook on screen: head, cells, keyboard, search.
 * Start with `NotebookView`; what keys and buttons do is in `commands`.
 */
import { computed, type ReadonlySignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { usePupilParts } from "../activity/parts";
import { match, onMac, type Pending } from "../keyboard";
import { soon } from "../later";
import { useUi, useWords } from "../ui";
import { Cells } from "./cells";
import { createCommands } from "./commands";
import { Failures } from "./failures";
import { Find } from "./find";
import { Header } from "./header";
import type { NotebookModel } from "./model";

/** What stands beside the cells when it is asked for. */
type PanelName = "files" | "activity" | "sharing";
type Panel = ComponentType<{ model: NotebookModel; close(): void }>;

const panels: Record<PanelName, () => Promise<Panel>> = {
  files: async () => (await import("../files/notebook-files")).FilesPanel,
  activity: async () => (await import("../authoring/authoring")).ActivityPanel,
  sharing: async () => (await import("../sharing/sharing")).SharingPanel,
};

/** The views that this is. */
const SHOWN = /^(notebook|pupil)$/;

const Received = soon(async () => (await import("../hand-in/hand-in")).Received);
const PupilBar = soon(async () => (await import("../authoring/authoring")).PupilBar);

/** A notebook that is joined learns what it gets after it is on screen, with its title. */
function whatItReceives(model: NotebookModel): ReadonlySignal<string> {
  const title = computed(() => model.status.value.title);
  return computed(() => (title.value === "" ? "" : model.open.facts().receives));
}

export function NotebookView({ model }: { model: NotebookModel }) {
  const ui = useUi();
  const words = useWords();
  const [finding, setFinding] = useState(false);
  const [panel, setPanel] = useState<{ name: PanelName; View: Panel } | undefined>(undefined);
  const wanted = useRef<PanelName | undefined>(undefined);
  // Under help or settings this view is hidden but goes on.
  const covered = !SHOWN.test(ui.route.value.view);
  const commands = useMemo(
    () =>
      createCommands({
        ui,
        model,
        openFind: () => setFinding(true),
        openFiles: () => toggle("files"),
      }),
    [model],
  );
  const show = (name: PanelName | undefined) => {
    wanted.current = name;
    if (name === undefined) {
      setPanel(undefined);
      return;
    }
    panels[name]().then(
      (View) => {
        if (wanted.current === name) setPanel({ name, View });
      },
      () => {
        wanted.current = undefined;
        ui.dropped.value = [];
        ui.toast(words.viewUnavailable, { kind: "problem" });
      },
    );
  };
  const toggle = (name: PanelName) => show(wanted.current === name ? undefined : name);
  const dropped = ui.dropped.value.length > 0;
  useEffect(() => {
    if (dropped) show("files");
  }, [dropped]);
  const pending = useRef<Pending | undefined>(undefined);
  const pupil = usePupilParts(model);
  const receives = useMemo(() => whatItReceives(model), [model]).value;

  const exportFile = () => {
    void ui.app.library
      .exportIpynb(model.open.id)
      .then(({ name, text }) => {
        ui.app.saveFile(name, text);
        ui.toast(words.exported(name));
      })
      // The store may be what is broken: the open notebook needs none.
      .catch(() =>
        ui.app.saveFile(
          `${model.status.peek().title || words.untitled}.ipynb`,
          model.open.exportIpynb(),
        ),
      );
  };

  useEffect(() => {
    const flush = () => model.send({ type: "flush" });
    const hidden = () => {
      if (document.visibilityState === "hidden") flush();
    };
    window.addEventListener("pagehide", flush);
    document.addEventListener("visibilitychange", hidden);
    return () => {
      window.removeEventListener("pagehide", flush);
      document.removeEventListener("visibilitychange", hidden);
    };
  }, [model]);

  useEffect(() => {
    // On the document: after a dialog or a removed cell the focus may be nowhere.
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : document.body;
      if (event.defaultPrevented || event.isComposing || ui.dialog.peek()) return;
      if (!SHOWN.test(ui.route.peek().view)) return;
      const inEditor = target.closest(".cell-editor") !== null;
      const onCell = target === document.body || target.matches("[data-testid=cell]");
      // Fields, buttons and links keep their own keys, but for the chords with Control.
      const field = target.closest("input, textarea, select") !== null;
      const chord = event.ctrlKey || event.metaKey || event.altKey;
      const running = event.key === "Enter" && (chord || event.shiftKey);
      if (
        !inEditor &&
        !onCell &&
        (field ? !(event.ctrlKey && /^[sf]$/.test(event.key)) : !chord && !running)
      )
        return;
      if (field && running) return;
      // While an editor is on its way, letters are meant for it and are no commands.
      const writing = inEditor || model.editing.peek() !== undefined;
      const found = match(
        event,
        writing && !field ? "edit" : "command",
        pending.current,
        event.timeStamp,
        onMac(),
      );
      pending.current = found.pending;
      // Escape goes through the editor first: it may have a list to close.
      if (found.action === undefined || (inEditor && event.key === "Escape")) return;
      event.preventDefault();
      event.stopPropagation();
      commands.perform(found.action);
    };
    document.addEventListener("keydown", onKeyDown, true);
    return () => document.removeEventListener("keydown", onKeyDown, true);
  }, [commands]);

  return (
    <>
      <Header
        model={model}
        commands={commands}
        exportFile={exportFile}
        panel={panel?.name}
        toggle={toggle}
      />
      {model.open.preview && <PupilBar />}
      {pupil && <pupil.Band model={model} />}
      {receives !== "" && <Received model={model} title={receives} />}
      {finding && <Find model={model} close={() => setFinding(false)} />}
      {panel && <panel.View model={model} close={() => show(undefined)} />}
      <main class="notebook" id={covered ? undefined : "content"} tabIndex={-1}>
        <Failures model={model} exportFile={exportFile} />
        <Cells model={model} commands={commands} />
      </main>
    </>
  );
}
