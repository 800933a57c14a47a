/**
 * Highlighting of Markdown sources while they are edited: headings, emphasis, code, formulas,
 * links, lists and quotes, line by line. A full parser would weigh more than the whole editor of
 * a text cell is worth; what is shown after editing comes from the core.
 */
import { StreamLanguage, type StringStream } from "@codemirror/language";

interface Place {
  /** Inside a fenced block: the fence that ends it. */
  fence: string;
  /** Inside a display formula. */
  formula: boolean;
}

function inside(stream: StringStream, place: Place): string | null {
  if (stream.match(/^`+[^`]*`+/)) return "monospace";
  if (stream.match(/^\$\$/)) {
    place.formula = true;
    return "string";
  }
  if (stream.match(/^\$[^$\s](?:[^$]*[^$\s])?\$/)) return "string";
  if (stream.match(/^\*\*[^*]+\*\*/) || stream.match(/^__[^_]+__/)) return "strong";
  if (stream.match(/^\*[^*\s][^*]*\*/) || stream.match(/^_[^_\s][^_]*_/)) return "emphasis";
  if (stream.match(/^!?\[[^\]]*\]\([^)]*\)/)) return "link";
  if (stream.match(/^<\/?[a-zA-Z][^>]*>/)) return "comment";
  stream.next();
  stream.eatWhile(/[^`$*_![<]/);
  return null;
}

export const markdownSource = StreamLanguage.define<Place>({
  name: "markdown",
  startState: () => ({ fence: "", formula: false }),
  copyState: (place) => ({ ...place }),
  token(stream, place) {
    if (place.fence) {
      if (stream.sol() && stream.match(place.fence)) place.fence = "";
      stream.skipToEnd();
      return "monospace";
    }
    if (place.formula) {
      if (stream.skipTo("$$")) {
        stream.match("$$");
        place.formula = false;
      } else stream.skipToEnd();
      return "string";
    }
    if (stream.sol()) {
      const fence = stream.match(/^\s{0,3}(```+|~~~+)/);
      if (fence && typeof fence === "object") {
        place.fence = fence[1] ?? "";
        stream.skipToEnd();
        return "monospace";
      }
      if (stream.match(/^#{1,6}\s/)) {
        stream.skipToEnd();
        return "heading";
      }
      if (stream.match(/^\s*>+\s?/)) return "quote";
      if (stream.match(/^\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s)?/)) return "keyword";
      if (stream.match(/^:::+.*/)) return "meta";
    }
    return inside(stream, place);
  },
});
