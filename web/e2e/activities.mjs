/**
 * Activities for journeys: published in Node by the engine that the page has, and put into links as
 * `docs/formats.md` says, by other code than the page's own.
 */
import fs from 'node:fs';
import zlib from 'node:zlib';
import * as engine from '../src/core/engine/ardoise_page.js';
import * as notebooks from './notebooks.mjs';
import * as steps from './steps.mjs';

const at = (/** @type {string} */ place) => new URL(place, import.meta.url);

// As the page does: the second half joins the first.
globalThis.ardoiseRest = () => undefined;
const first = /** @type {any} */ (engine.initSync({ module: fs.readFileSync(at('../src/core/engine/ardoise_page_bg.wasm')) }));
const rest = at('../src/core/engine/ardoise_page_rest.wasm');
if (fs.existsSync(rest)) new WebAssembly.Instance(new WebAssembly.Module(fs.readFileSync(rest)), { first });
const WORDS = fs.readFileSync(at('../src/host/activity-link-words.txt'));

/** The secrets of two authors. */
export const TEACHER = new Uint8Array(32).fill(7);
export const STRANGER = new Uint8Array(32).fill(9);

/**
 * The packet of a notebook file as an activity, or as the next version of one.
 * @param {Record<string, any>} file
 * @param {{ before?: Uint8Array, author?: Uint8Array, solutions?: boolean, files?: Record<string, Uint8Array | string> }} [options]
 * @returns {Uint8Array}
 */
export function publish(file, { before, author = TEACHER, solutions = true, files = {} } = {}) {
  const imported = engine.importIpynb(new TextEncoder().encode(JSON.stringify(file)), 'Activité');
  if (imported.type !== 'notebook') throw new Error(`no notebook: ${JSON.stringify(imported)}`);
  const notebook = engine.Notebook.open('fr', [imported.notebook.seed], []);
  const list = Object.entries(files).map(([path, content]) => ({ path, content: typeof content === 'string' ? new TextEncoder().encode(content) : content }));
  const known = before === undefined ? undefined : engine.Activity.read(before);
  return notebook.publish(known, solutions, list, author, 'journey').bytes();
}

/** The fragment of a link that holds a packet. @param {Uint8Array} packet */
export function fragment(packet) {
  const squeezed = zlib.deflateRawSync(packet, { level: 9, dictionary: WORDS });
  return `a=${Buffer.concat([Buffer.from([1]), squeezed]).toString('base64url')}`;
}

/** Opens a link in a tab, wherever the tab is. @param {steps.Page} page @param {{ url: string }} server @param {string} link a fragment */
export async function follow(page, server, link) {
  const url = `${server.url}#${link}`;
  const here = await page.eval('location.href').catch(() => '');
  if (here.split('#')[0] === server.url) await page.eval(`void (location.href = ${JSON.stringify(url)})`);
  else await page.open(url);
}

/** Follows a link to the copy of its activity. @param {steps.Page} page @param {{ url: string }} server @param {Uint8Array} packet @returns {Promise<string>} the notebook's id */
export async function take(page, server, packet) {
  await follow(page, server, fragment(packet));
  await steps.notebookShown(page);
  await page.waitFor(`!!document.querySelector('[data-testid=activity-band]')`, { what: 'the band of the activity' });
  return steps.notebookId(page);
}

/** A cell with tags and more metadata. @param {Record<string, any>} cell @param {string[]} tags @param {Record<string, any>} [metadata] */
export function tagged(cell, tags, metadata = {}) {
  return { ...cell, metadata: { ...cell.metadata, ...(tags.length > 0 && { tags }), ...metadata } };
}

/**
 * A lesson with everything that a pupil meets: to fill in, check, two hints, solution, locked, hidden
 * code, two gates.
 * @param {(cells: Record<string, any>[]) => Record<string, any>[]} [change] for another version
 */
export function lesson(change = (cells) => cells) {
  const cells = [
    { ...notebooks.markdown('# Le carré\n\nUn **carré** a quatre côtés de même longueur.'), id: 'titre' },
    { ...tagged(notebooks.code('cote = 3'), [], { editable: false, deletable: false }), id: 'donnee' },
    { ...tagged(notebooks.code('def perimetre(c):\n    ...'), ['exercise']), id: 'reponse' },
    { ...tagged(notebooks.markdown('Le périmètre est la somme des **quatre** côtés.'), ['hint']), id: 'indice-1' },
    { ...tagged(notebooks.markdown('Multiplie le côté par `4`.'), ['hint']), id: 'indice-2' },
    { ...tagged(notebooks.code('def perimetre(c):\n    return 4 * c'), ['solution']), id: 'solution' },
    { ...tagged(notebooks.code('assert perimetre(3) == 12, "Le périmètre d\'un carré de côté 3 est 12."'), ['check', 'breakpoint'], { editable: false }), id: 'verification' },
    { ...tagged(notebooks.markdown('## La suite\n\nBravo ! Lis ceci, puis continue.'), ['breakpoint']), id: 'suite' },
    { ...tagged(notebooks.code('print("la fin")'), [], { jupyter: { source_hidden: true } }), id: 'fin' },
  ];
  return notebooks.notebook(change(cells), {
    title: 'Le carré',
    authors: [{ name: 'Mme Martin' }],
    ardoise: { levels: ['cm1', 'cm2'], subject: 'géométrie', licence: 'CC-BY-4.0', language: 'fr', minutes: 30, summary: 'On calcule le périmètre d’un carré avec Python.' },
  });
}
