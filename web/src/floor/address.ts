/**
 * Files that the page's own address asks for, in the grammar of Basthon, whose links teachers have:
 * `from` (where a notebook lies), `ipynb` (the notebook itself), `aux` and `module` (files beside it),
 * each as often as wanted, after `?` or after `#`. Pure.
 */

export interface Asked {
  from: string[];
  ipynb: string[];
  beside: string[];
}

export function askedBy(href: string): Asked | undefined {
  const [, query = "", hash = ""] = /^[^?#]*(\?[^#]*)?(#.*)?$/s.exec(href) ?? [];
  const asked: Asked = { from: [], ipynb: [], beside: [] };
  for (const part of [query, hash.replace(/^#\/?\??/, "?")]) {
    const values = new URLSearchParams(part);
    asked.from.push(...values.getAll("from"));
    asked.ipynb.push(...values.getAll("ipynb"));
    asked.beside.push(...values.getAll("aux"), ...values.getAll("module"));
  }
  return asked.from.length + asked.ipynb.length > 0 ? asked : undefined;
}

/** The hosts of others that have these files. */
export function hostsOf(asked: Asked, page: string): string[] {
  const hosts = new Set<string>();
  for (const address of [...asked.from, ...asked.beside]) {
    try {
      const { protocol, origin } = new URL(address, page);
      if (/^https?:$/.test(protocol)) hosts.add(origin);
    } catch {
      // No address: nothing is asked of anybody.
    }
  }
  hosts.delete(new URL(page).origin);
  return Array.from(hosts);
}
