/** Under a pupil's activity: handing it in, and what has become of it. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { HandedIn } from "../../core/app";
import { HandInError } from "../../core/errors";
import { profile } from "../../floor/profile";
import { whenFromTime } from "../../i18n";
import { handInWords } from "../../i18n/hand-in";
import type { NotebookModel } from "../notebook/model";
import { ownName, setOwnName } from "../sharing/people";
import { type Ui, useUi, useWords } from "../ui";

export function GiveWork({ model, link }: { model: NotebookModel; link: string }) {
  const ui = useUi();
  const words = useWords();
  const language = ui.language.value;
  const own = handInWords[language];
  const last = useLast(ui, model.open.id);

  const ask = () => {
    ui.dialog.value = {
      title: own.title,
      body: () => <Ask model={model} link={link} />,
    };
  };
  const save = async (time: number) => {
    const file = await (await ui.app.handIns()).file(model.open.id, time);
    if (file === undefined) return;
    ui.app.saveFile(file.name, file.content);
    ui.toast(own.fileSaved(file.name));
  };

  return (
    <div class="hand-in">
      <button
        type="button"
        class={last ? "button button-small" : "button button-primary"}
        data-testid="hand-in"
        onClick={ask}
      >
        {last ? own.giveAgain : own.give}
      </button>
      {last && (
        <p role="status" data-testid="hand-in-state" data-state={last.state}>
          {own.states[last.state](whenFromTime(last.time, Date.now(), language, words))}
        </p>
      )}
      {last && last.state !== "arrived" && (
        <button
          type="button"
          class="button button-small"
          data-testid="save-hand-in"
          onClick={() => {
            save(last.time).catch(() => ui.toast(own.failed, { kind: "problem" }));
          }}
        >
          {own.file}
        </button>
      )}
    </div>
  );
}

/** What was handed in last of a notebook. */
function useLast(ui: Ui, notebook: string): HandedIn | undefined {
  const [last, setLast] = useState<HandedIn | undefined>(undefined);
  useEffect(() => {
    let live = true;
    let end = (): void => undefined;
    const follow = async () => {
      const handIns = await ui.app.handIns();
      const look = async () => {
        const all = await handIns.of(notebook);
        if (live) setLast(all[all.length - 1]);
      };
      if (!live) return;
      end = handIns.subscribe(() => void look().catch(() => undefined));
      await look();
    };
    // It is known when something is handed in, at the latest.
    follow().catch(() => undefined);
    return () => {
      live = false;
      end();
    };
  }, [ui, notebook]);
  return last;
}

function Ask({ model, link }: { model: NotebookModel; link: string }) {
  const ui = useUi();
  const own = handInWords[ui.language.value];
  const [name, setName] = useState(() => ownName.peek() || profile?.name || "");
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  const give = async () => {
    const written = name.trim();
    if (written === "") {
      setProblem(own.nameMissing);
      field.current?.focus();
      return;
    }
    setOwnName(written);
    setBusy(true);
    try {
      await (await ui.app.handIns()).make(model.open.id, link, written);
      ui.dialog.value = undefined;
    } catch (thrown) {
      setProblem(thrown instanceof HandInError ? own.problems[thrown.problem] : own.failed);
      setBusy(false);
    }
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void give();
      }}
    >
      <p>{own.intro}</p>
      <label class="field">
        <span>{own.name}</span>
        <input
          type="text"
          ref={field}
          maxLength={40}
          autocomplete="off"
          data-autofocus
          data-testid="hand-in-name"
          value={name}
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : "hand-in-problem"}
          onInput={(event) => {
            setName(event.currentTarget.value);
            setProblem(undefined);
          }}
        />
      </label>
      {problem !== undefined && (
        <p role="alert" id="hand-in-problem" data-testid="hand-in-problem">
          {problem}
        </p>
      )}
      <div class="dialog-actions">
        <button
          type="submit"
          class="button button-primary"
          data-testid="hand-in-now"
          disabled={busy}
        >
          {busy ? own.giving : own.give}
        </button>
      </div>
    </form>
  );
}
