/** What is said of the activity as a whole. Each field is kept when it is left. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { ActivityFacts } from "../../core";
import { LEVELS, levelName } from "../../i18n/levels";
import { pictureMime } from "../files/content";
import type { NotebookModel } from "../notebook/model";
import { useUi } from "../ui";
import { useAuthoringWords } from "./words";

type Texts = "subject" | "licence" | "language" | "summary" | "unit" | "cover";

export function FactsForm({ model }: { model: NotebookModel }) {
  const ui = useUi();
  const own = useAuthoringWords();
  const { open } = model;
  const box = useRef<HTMLDivElement>(null);
  const [facts, setFacts] = useState<ActivityFacts>(() => open.facts());
  const [title, setTitle] = useState(model.status.value.title);
  // Another tab may have changed them; what is being written here stays.
  const { status, files } = model;
  const now = status.value;
  useEffect(() => {
    if (box.current?.contains(document.activeElement)) return;
    setFacts(open.facts());
    setTitle(now.title);
  }, [now]);

  const keep = (changed: Partial<ActivityFacts>) => {
    const next = { ...open.facts(), ...changed };
    setFacts(next);
    model.send({ type: "describeActivity", facts: next });
  };
  const keepText = (key: Texts) => (text: string) => keep({ [key]: text.trim() });
  /** The number of its list of files: pictures are found anew whenever it has changed. */
  const pictures =
    files.value >= 0 ? open.files().filter(({ path }) => pictureMime(path) !== undefined) : [];

  return (
    <div class="authoring-form" data-testid="facts-form" ref={box}>
      <Field
        name="title"
        label={own.name}
        value={title}
        keep={(text) => {
          setTitle(text);
          if (text.trim() !== status.peek().title) {
            model.send({ type: "setTitle", title: text.trim() });
          }
        }}
      />
      <Field
        name="authors"
        label={own.authors}
        value={facts.authors.join(", ")}
        keep={(text) =>
          keep({
            authors: text
              .split(",")
              .map((author) => author.trim())
              .filter((author) => author !== ""),
          })
        }
      />
      <fieldset>
        <legend>{own.levels}</legend>
        <div class="authoring-levels">
          {LEVELS.map((code) => (
            <label key={code} class="authoring-level">
              <input
                type="checkbox"
                data-testid={`level-${code}`}
                checked={facts.levels.includes(code)}
                onChange={(event) => {
                  const on = event.currentTarget.checked;
                  // In the order of school years; what we do not know stays.
                  const known = LEVELS.filter((one) =>
                    one === code ? on : facts.levels.includes(one),
                  );
                  const others = facts.levels.filter((one) => !LEVELS.includes(one));
                  keep({ levels: [...known, ...others] });
                }}
              />
              <span>{levelName(code, ui.language.value)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <Field
        name="subject"
        label={own.subject}
        value={facts.subject}
        example={own.subjectExample}
        keep={keepText("subject")}
      />
      <Field
        name="summary"
        label={own.summary}
        long
        value={facts.summary}
        keep={keepText("summary")}
      />
      <Choice
        name="licence"
        label={own.licence}
        value={facts.licence}
        options={own.licences}
        keep={keepText("licence")}
      />
      <div class="authoring-pair">
        <Choice
          name="language"
          label={own.language}
          value={facts.language}
          options={own.languages}
          keep={keepText("language")}
        />
        <Field
          name="minutes"
          label={own.minutes}
          number
          value={facts.minutes > 0 ? String(facts.minutes) : ""}
          keep={(text) => keep({ minutes: numberOf(text) })}
        />
      </div>
      <div class="authoring-pair">
        <Field
          name="unit"
          label={own.unit}
          value={facts.unit}
          example={own.unitExample}
          keep={keepText("unit")}
        />
        <Field
          name="session"
          label={own.session}
          number
          value={facts.session > 0 ? String(facts.session) : ""}
          keep={(text) => keep({ session: numberOf(text) })}
        />
      </div>
      {pictures.length === 0 && facts.cover === "" ? (
        <p class="quiet">{own.coverHint}</p>
      ) : (
        <Choice
          name="cover"
          label={own.cover}
          value={facts.cover}
          options={Object.fromEntries([
            ["", own.coverNone],
            ...pictures.map(({ path }) => [path, path]),
          ])}
          keep={keepText("cover")}
        />
      )}
    </div>
  );
}

function numberOf(text: string): number {
  const number = Math.round(Number(text));
  return number > 0 && number < 100_000 ? number : 0;
}

interface FieldProps {
  name: string;
  label: string;
  value: string;
  /** Digits alone are wanted. */
  number?: boolean;
  /** A sentence or two. */
  long?: boolean;
  example?: string;
  keep(text: string): void;
}

/** What is being written stays what it is, whatever is drawn again meanwhile; left, it is kept. */
function Field({ name, label, value, number, long, example, keep }: FieldProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const about = {
    placeholder: example,
    "data-testid": `fact-${name}`,
    value: text,
    onInput: (event: { currentTarget: { value: string } }) => setText(event.currentTarget.value),
    onChange: (event: { currentTarget: { value: string } }) => keep(event.currentTarget.value),
  };
  return (
    <label class="field">
      <span>{label}</span>
      {long ? (
        <textarea rows={2} {...about} />
      ) : (
        <input type="text" inputMode={number ? "numeric" : "text"} {...about} />
      )}
    </label>
  );
}

function Choice(props: {
  name: string;
  label: string;
  value: string;
  options: Record<string, string>;
  keep(value: string): void;
}) {
  const { name, label, value, options, keep } = props;
  return (
    <label class="field">
      <span>{label}</span>
      <select
        value={value}
        data-testid={`fact-${name}`}
        onChange={(event) => keep(event.currentTarget.value)}
      >
        {!(value in options) && <option value={value}>{value}</option>}
        {Object.entries(options).map(([code, text]) => (
          <option key={code} value={code}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
