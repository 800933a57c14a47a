/**
 * Files that leave the page, and names between titles and files.
 */

/** A name that every file system takes. */
export function fileName(title: string, ending: string): string {
  const allowed = Array.from(title, (letter) =>
    letter < " " || letter === "\u007f" || '<>:"/\\|?*'.includes(letter) ? " " : letter,
  );
  const plain = allowed
    .slice(0, 80)
    .join("")
    .replace(/\s+/g, " ")
    .replace(/^[ .]+|[ .]+$/g, "");
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(plain);
  return `${plain === "" || reserved ? `ardoise ${plain}`.trim() : plain}.${ending}`;
}

export function titleFromFileName(name: string): string {
  const title = name.replace(/^.*[/\\]/, "").replace(/(\.ipynb)?(\.(json|txt))?$/i, "");
  return title === "" ? name : title;
}

/** Offers a file to the person. */
export function saveFile(name: string, content: Blob | string): void {
  const blob =
    typeof content === "string" ? new Blob([content], { type: mimeType(name) }) : content;
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  // Old Safari still reads the address after the click.
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function mimeType(name: string): string {
  return name.endsWith(".ipynb") ? "application/x-ipynb+json" : "text/plain;charset=utf-8";
}
