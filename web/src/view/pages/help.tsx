/** Help on one page: what a notebook is, where the work goes, and every key. */
import { useEffect } from "preact/hooks";
import type { Messages } from "../../i18n";
import { type SlideKeyWords, slideKeyWords } from "../../i18n/slide-keys";
import { type Action, onMac, shortcuts } from "../keyboard";
import { useUi, useWords } from "../ui";
import { BackButton } from "./settings";

export function Help() {
  const words = useWords();
  const slides = slideKeyWords[useUi().language.value];
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
          <KeyTable title={words.modeBoth} rows={rowsFor("both", words)} />
          <KeyTable title={words.modeCommand} rows={rowsFor("command", words)} />
          <KeyTable title={words.modeEdit} rows={rowsFor("edit", words)} />
          <KeyTable title={slides.title} rows={slideRows(slides)} />
        </div>
        <h2>{words.helpAboutTitle}</h2>
        <p>{words.helpAboutText}</p>
      </main>
    </>
  );
}

/** What keys do, and the keys that do it. */
type Row = [label: string, keys: string[]];

/** Actions with their keys, in the order of the table. */
function rowsFor(where: "command" | "edit" | "both", words: Messages): Row[] {
  const rows = new Map<Action, string[]>();
  for (const { action, keys, modes, unlisted } of shortcuts) {
    const place = modes.length > 1 ? "both" : modes[0];
    if (place !== where || unlisted) continue;
    rows.set(action, [...(rows.get(action) ?? []), keys]);
  }
  return Array.from(rows, ([action, keys]) => [words.actions[action], keys]);
}

/** As `activity/slides.tsx` hears them. */
function slideRows(own: SlideKeyWords): Row[] {
  return [
    [own.next, ["ArrowRight", "Space"]],
    [own.previous, ["ArrowLeft", "Shift+Space"]],
    [own.first, ["Home"]],
    [own.last, ["End"]],
    [own.whole, ["f"]],
    [own.run, ["Mod+Enter"]],
    [own.leave, ["Escape"]],
  ];
}

function KeyTable({ title, rows }: { title: string; rows: Row[] }) {
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
        {rows.map(([label, keys]) => (
          <tr key={label}>
            <td>
              {keys.slice(0, 2).map((one, index) => (
                <span key={one}>
                  {index > 0 && " / "}
                  <Keys keys={one} words={words} />
                </span>
              ))}
            </td>
            <td>{label}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Keys({ keys, words }: { keys: string; words: Messages }) {
  const { space } = slideKeyWords[useUi().language.value];
  return (
    <>
      {keys.split(" ").map((chord, index) => (
        <span key={index} class="chord">
          {index > 0 && ` ${words.keyThen} `}
          {chord.split(/\+(?=.)/).map((key, place) => (
            <span key={place}>
              {place > 0 && "+"}
              <kbd>{key === "Space" ? space : keyName(key, words)}</kbd>
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
    case "ArrowLeft":
      return "←";
    case "ArrowRight":
      return "→";
    case "ArrowUp":
      return "↑";
    case "ArrowDown":
      return "↓";
    default:
      return key.length === 1 ? key.toUpperCase() : key;
  }
}
