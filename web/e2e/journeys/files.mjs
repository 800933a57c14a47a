/**
 * Files in and out: the picker, a paste, a drop; the same JSON comes back; damaged and foreign files
 * get words a teacher understands; everything goes into one archive; the trash has a way back.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as notebooks from '../notebooks.mjs';
import * as steps from '../steps.mjs';

export const name = 'files come in and go out whole';

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, assert }) {
  await steps.openApp(page, server);
  const file = notebooks.notebook([notebooks.markdown('# Été\n\ntexte'), notebooks.code('x = "🎲"\nprint(x)', [notebooks.stdout('🎲\n')])], {
    inconnu: { gardé: [1, 2.5, null] },
  });
  await steps.importNotebook(page, file, 'été.ipynb');
  assert.deepEqual(await steps.exported(page), file);

  // Pasted as text into the library.
  await steps.toLibrary(page);
  await page.call((text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    // Old engines drop what the constructor was given.
    if (!event.clipboardData || event.clipboardData.getData('text/plain') === '') Object.defineProperty(event, 'clipboardData', { value: data });
    document.body.dispatchEvent(event);
  }, JSON.stringify(notebooks.notebook([notebooks.code('collé = 1')])));
  await steps.notebookShown(page);
  await page.waitFor(`document.querySelectorAll('[data-testid=cell]').length === 1`);
  assert.equal(await steps.sourceOf(page, 0), 'collé = 1');

  // An old format opens and says that it was converted.
  await steps.importNotebook(page, { nbformat: 3, nbformat_minor: 0, metadata: { name: 'vieux' }, worksheets: [{ cells: [{ cell_type: 'code', language: 'python', input: ['1 + 1'], outputs: [], collapsed: false }] }] }, 'vieux.ipynb');
  await steps.messageShown(page, /format 3/);
  await steps.closeDialog(page);
  assert.equal(await steps.sourceOf(page, 0), '1 + 1');

  // What is no notebook is refused with a reason.
  for (const [name, content, words] of /** @type {[string, string, RegExp][]} */ ([
    ['page.ipynb', '<!DOCTYPE html><html><body>Login</body></html>', /page web|web page/],
    ['vide.ipynb', '', /vide|empty/],
    ['programme.ipynb', 'import math\n\ndef f(x):\n    return x\n', /Python/],
  ])) {
    await steps.toLibrary(page);
    const before = await page.count('notebook-card');
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ardoise-refused-'));
    try {
      fs.writeFileSync(path.join(folder, name), content);
      await steps.openFile(page, path.join(folder, name));
      await steps.messageShown(page, words);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
    await steps.closeDialog(page);
    assert.equal(await page.count('notebook-card'), before);
  }

  // Duplicate, delete, bring back.
  const count = await page.count('notebook-card');
  await page.click('card-menu');
  await page.click('duplicate');
  await page.waitFor(`document.querySelectorAll('[data-testid=notebook-card]').length === ${count + 1}`, { what: 'one more notebook' });
  await page.click('card-menu');
  await page.click('trash-notebook');
  await page.waitFor(`document.querySelectorAll('[data-testid=notebook-card]').length === ${count}`, { what: 'one notebook less' });
  await page.click('[data-testid=trash] summary');
  await page.click('restore-notebook');
  await page.waitFor(`document.querySelectorAll('[data-testid=notebook-card]').length === ${count + 1}`, { what: 'the notebook back' });

  // Search, whatever accents.
  await page.click('library-search');
  await page.type('ete');
  await page.waitFor(`document.querySelectorAll('[data-testid=notebook-card]').length >= 1 && document.querySelectorAll('[data-testid=notebook-card]').length < ${count + 1}`, { what: 'the notebooks that match' });

  // One archive with all of them.
  await page.eval(`(() => { const create = URL.createObjectURL; URL.createObjectURL = (o) => { window.journeyArchive = o; return create.call(URL, o); }; })()`);
  await page.click('library-menu');
  await page.click('export-all');
  await page.waitFor('window.journeyArchive !== undefined', { what: 'the archive' });
  const head = await page.eval(`new Response(window.journeyArchive).arrayBuffer().then((b) => Array.from(new Uint8Array(b).slice(0, 4)))`);
  assert.deepEqual(head, [0x50, 0x4b, 3, 4], 'a zip file');
}
