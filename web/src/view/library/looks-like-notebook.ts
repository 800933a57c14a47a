/** Whether a pasted text may be a notebook's file; the core has the last word. */
export function looksLikeNotebook(text: string): boolean {
  return /^\s*\{/.test(text) && /"(cells|worksheets|nbformat)"/.test(text);
}
