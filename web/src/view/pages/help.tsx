/** Help on one page: what a notebook is, where the work goes, and every key. */
import { useEffect } from "preact/hooks";
import type { Messages } from "../../i18n";
import { type Action, onMac, type Shortcut, shortcuts } from "../keyboard";
import { useWords } from "../ui";
import { BackButton } from "./settings";

export function Help() {
  const words = useWords();
  useEffect(() => {
    document.title = `${words.helpTitle} – ${words.appName}`;
  }, [words]);

  return (
    <>
      <header class="slate">
        <div class="slate-row">
          <BackButton />
          <h1 class="title">{words.helpTitle}</h1>
        </div>
      </header>
      <main class="page help" id="content" tabIndex={-1}>
        <p>{words.helpIntro}</p>
        <h2>{words.helpSavedTitle}</h2>
        <p>{words.helpSavedText}</p>
        <h2>{words.helpOfflineTitle}</h2>
        <p>{words.helpOfflineText}</p>
        <h2>{words.helpStopTitle}</h2>
        <p>{words.helpStopText}</p>
        <h2>{words.helpKeysTitle}</h2>
        <p>{words.helpKeysText}</p>
        <div class="help-keys">
          <KeyTable title={words.modeBoth} rows={rowsFor("both")} />
          <KeyTable title={words.modeCommand} rows={rowsFor("command")} />
          <KeyTable title={words.modeEdit} rows={rowsFor("edit")} />
        </div>
        <h2>{words.helpAboutTitle}</h2>
        <p>{words.helpAboutText}</p>
      </main>
    </>
  );
}

/** Actions with all their keys, in the order of the table. */
function rowsFor(where: "command" | "edit" | "both"): Map<Action, Shortcut[]> {
  const rows = new Map<Action, Shortcut[]>();
  for (const shortcut of shortcuts) {
    const place = shortcut.modes.length > 1 ? "both" : shortcut.modes[0];
    if (place !== where || shortcut.unlisted) continue;
    rows.set(shortcut.action, [...(rows.get(shortcut.action) ?? []), shortcut]);
  }
  return rows;
}

function KeyTable({ title, rows }: { title: string; rows: Map<Action, Shortcut[]> }) {
  const words = useWords();
  return (
    <table class="keys">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{words.keyColumn}</th>
          <th scope="col">{words.actionColumn}</th>
        </tr>
      </thead>
      <tbody>
        {Array.from(rows, ([action, list]) => (
          <tr key={action}>
            <td>
              {list.slice(0, 2).map((shortcut, index) => (
                <span key={shortcut.keys}>
                  {index > 0 && " / "}
                  <Keys keys={shortcut.keys} words={words} />
                </span>
              ))}
            </td>
            <td>{words.actions[action]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Keys({ keys, words }: { keys: string; words: Messages }) {
  return (
    <>
      {keys.split(" ").map((chord, index) => (
        <span key={index} class="chord">
          {index > 0 && ` ${words.keyThen} `}
          {chord.split(/\+(?=.)/).map((key, place) => (
            <span key={place}>
              {place > 0 && "+"}
              <kbd>{keyName(key, words)}</kbd>
            </span>
          ))}
        </span>
      ))}
    </>
  );
}

function keyName(key: string, words: Messages): string {
  switch (key) {
    case "Mod":
      return onMac() ? "⌘" : words.keyControl;
    case "Control":
      return words.keyControl;
    case "Shift":
      return words.keyShift;
    case "Alt":
      return onMac() ? "⌥" : words.keyAlt;
    case "Enter":
      return words.keyEnter;
    case "Escape":
      return words.keyEscape;
    case "Delete":
      return words.keyDelete;
    case "Home":
      return words.keyHome;
    case "End":
      return words.keyEnd;
    case "ArrowUp":
      return "↑";
    case "ArrowDown":
      return "↓";
    default:
      return key.length === 1 ? key.toUpperCase() : key;
  }
}
