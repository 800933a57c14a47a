/** Which notebooks a search in the library finds. */

const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();

/** Whether every word of the search occurs, whatever accents and case. */
export function contains(entry: { title: string; excerpt: string }, search: string): boolean {
  const text = plain(`${entry.title} ${entry.excerpt}`);
  return plain(search)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
