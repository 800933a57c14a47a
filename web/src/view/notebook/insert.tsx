/** The place between two cells, where a new one can be put. */
import type { Placement } from "../../core";
import { Icon } from "../icons";
import { useWords } from "../ui";
import type { Commands } from "./commands";

export interface InsertProps {
  commands: Commands;
  placement: Placement;
  /** Beside the chosen cell and at the end the buttons are always there. */
  shown: boolean;
}

export function Insert({ commands, placement, shown }: InsertProps) {
  const words = useWords();
  return (
    <div class={shown ? "insert insert-shown" : "insert"}>
      <button
        type="button"
        class="insert-button"
        aria-label={words.addCodeHere}
        tabIndex={shown ? 0 : -1}
        data-testid={placement.type === "last" ? "add-code" : undefined}
        onClick={() => commands.insert("code", placement, true)}
      >
        <Icon name="plus" />
        {words.addCode}
      </button>
      <button
        type="button"
        class="insert-button"
        aria-label={words.addMarkdownHere}
        tabIndex={shown ? 0 : -1}
        data-testid={placement.type === "last" ? "add-markdown" : undefined}
        onClick={() => commands.insert("markdown", placement, true)}
      >
        <Icon name="plus" />
        {words.addMarkdown}
      </button>
    </div>
  );
}
