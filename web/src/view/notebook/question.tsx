/** The field in which a program's `input()` is answered. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Question as Asked } from "../../core";
import { useWords } from "../ui";
import type { NotebookModel } from "./model";

export function Question({ model, id, asked }: { model: NotebookModel; id: string; asked: Asked }) {
  const words = useWords();
  const [text, setText] = useState("");
  const element = useRef<HTMLInputElement>(null);
  const label = asked.prompt.trim() || words.question;

  useLayoutEffect(() => {
    setText("");
    // Whoever writes in another cell is not interrupted; the live region has told them.
    const writing = model.editing.peek();
    if (writing === undefined || writing === id) element.current?.focus();
  }, [asked.run, asked.prompt]);

  const field = {
    ref: element,
    value: text,
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: false,
    "data-testid": "question",
    onInput: (event: { currentTarget: HTMLInputElement }) => setText(event.currentTarget.value),
  } as const;

  return (
    <form
      class="question"
      onSubmit={(event) => {
        event.preventDefault();
        model.send({ type: "answer", run: asked.run, text });
        setText("");
        model.element(id)?.focus();
      }}
    >
      <label class="field">
        <span class="question-prompt">{label}</span>
        {asked.secret ? <input type="password" {...field} /> : <input type="text" {...field} />}
      </label>
      <button type="submit" class="button button-primary">
        {words.answer}
      </button>
    </form>
  );
}
