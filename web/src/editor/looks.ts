/** How an editor sits in the page, whose style sheet has all the colours. */
import { EditorView } from "@codemirror/view";

export const looks = EditorView.theme({
  "&": { backgroundColor: "transparent", color: "inherit" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "inherit" },
  ".cm-content": { padding: "0.5em 0", caretColor: "currentColor" },
  ".cm-gutters": { backgroundColor: "transparent", color: "inherit", border: "none" },
});
