/** Before an activity is given away: whether pupils hand their work in, and to whom. */
import { useEffect, useRef, useState } from "preact/hooks";
import { handInWords } from "../../i18n/hand-in";
import type { NotebookModel } from "../notebook/model";
import { go } from "../router";
import { findSiteRelay } from "../sharing/relays";
import { useUi, useWords } from "../ui";

const PATIENCE_MILLIS = 3000;

interface Known {
  /** The page came from a relay. */
  site: boolean;
  /** The notebook of this device that gets the work. */
  box: string | undefined;
}

export function Receiving(props: {
  model: NotebookModel;
  /** Called once it is on screen. */
  shown(): void;
  /** Called when the activity would be another one. */
  changed(): void;
}) {
  const { model, shown, changed } = props;
  const ui = useUi();
  const words = useWords();
  const own = handInWords[ui.language.value];
  const [link, setLink] = useState(() => model.open.facts().handIn);
  const [known, setKnown] = useState<Known | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  /** What was there when this came on screen, or was made since: nobody makes two by changing their mind. */
  const first = useRef(link);
  const mine = useRef("");

  useEffect(() => {
    let live = true;
    const look = async () => {
      const site = await Promise.race([findSiteRelay(), noAnswer()]);
      const box = link === "" ? undefined : await (await ui.app.handIns()).receiver(link);
      if (box !== undefined) mine.current = link;
      return { site, box };
    };
    look()
      .catch(() => ({ site: false, box: undefined }))
      .then((found) => {
        if (!live) return;
        setKnown(found);
        shown();
      });
    return () => {
      live = false;
    };
  }, [ui, link]);

  const keep = (handIn: string) => {
    setLink(handIn);
    model.send({ type: "describeActivity", facts: { ...model.open.facts(), handIn } });
    changed();
  };
  const receive = async () => {
    if (mine.current !== "") {
      keep(mine.current);
      return;
    }
    setBusy(true);
    try {
      const title = model.status.peek().title || words.untitled;
      const relays = known?.site ? [""] : [];
      mine.current = await (await ui.app.handIns()).receive(own.box(title), title, relays);
      keep(mine.current);
    } catch {
      ui.toast(own.notMade, { kind: "problem" });
    }
    setBusy(false);
  };

  if (known === undefined) return null;
  const isMine = link === mine.current || known.box !== undefined;
  const choice = link === "" ? "nobody" : isMine ? "here" : "elsewhere";
  const foreign =
    choice === "elsewhere" || (first.current !== "" && first.current !== mine.current);
  const ways: ["nobody" | "here" | "elsewhere", () => void][] = [
    ["nobody", () => keep("")],
    ["here", () => void receive()],
  ];
  if (foreign) ways.push(["elsewhere", () => keep(first.current)]);
  return (
    <fieldset class="authoring-form">
      <legend>{own.legend}</legend>
      {ways.map(([way, take]) => (
        <label class="authoring-choice" key={way}>
          <input
            type="radio"
            name="hand-ins"
            data-testid={`hand-ins-${way}`}
            checked={choice === way}
            disabled={busy}
            onChange={take}
          />
          <span>{own[way]}</span>
        </label>
      ))}
      {choice !== "elsewhere" && <p class="quiet">{known.site ? own.hereSite : own.hereFile}</p>}
    </fieldset>
  );
}

/** A network that swallows questions keeps nobody from giving an activity. */
function noAnswer(): Promise<boolean> {
  return new Promise((resolve) => window.setTimeout(() => resolve(false), PATIENCE_MILLIS));
}

/** Once it is given: the way to what is handed in. */
export function ToReceived({ link }: { link: string }) {
  const ui = useUi();
  const own = handInWords[ui.language.value];
  const [box, setBox] = useState<string | undefined>(undefined);
  useEffect(() => {
    let live = true;
    const look = async () => {
      const found = await (await ui.app.handIns()).receiver(link);
      if (live) setBox(found);
    };
    // Without it, the notebook is in the library.
    look().catch(() => undefined);
    return () => {
      live = false;
    };
  }, [ui, link]);
  if (box === undefined) return null;
  return (
    <button
      type="button"
      class="link-button"
      data-testid="open-box"
      onClick={() => {
        ui.dialog.value = undefined;
        go({ view: "notebook", id: box });
      }}
    >
      {own.openBox}
    </button>
  );
}
