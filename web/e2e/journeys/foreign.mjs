/**
 * Notebooks that an address names: on the same site, on another one that allows it or does not, in
 * the address itself as Basthon writes it. Nothing runs, nothing else can be asked, and the same
 * address leads back to one's own work.
 */
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import * as notebooks from '../notebooks.mjs';
import { startServer } from '../serve/static-server.mjs';
import * as steps from '../steps.mjs';

export const name = 'notebooks that an address names';

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, assert }) {
  const nothing = path.join(os.tmpdir(), 'ardoise-nothing-here');
  const open = await startServer({ root: nothing, shared: true });
  const closed = await startServer({ root: nothing });
  const text = (source) => JSON.stringify(notebooks.notebook([notebooks.code(source)]));
  const lesson = text('from outils import double\nprint(double(int(open("nombre.txt").read())))');
  server.replace('/cours/leçon 1.ipynb', lesson);
  for (const one of [server, open, closed]) {
    one.replace('/lecon.ipynb', lesson);
    one.replace('/d/nombre.txt', '21');
    one.replace('/d/outils.py', 'def double(x):\n    return 2 * x\n');
  }
  try {
    // On the same site, with what lies beside it.
    await page.open(`${server.url}?from=cours/le%C3%A7on%201.ipynb&aux=d/nombre.txt&module=d/outils.py`);
    await steps.notebookShown(page);
    assert.equal(await page.eval('location.search'), '');
    assert.equal(await page.eval(`document.querySelector('[data-testid=notebook-title]').value`), 'leçon 1');
    assert.equal(await steps.outputOf(page, 0), '', 'nothing runs by itself');
    assert.equal(await steps.runCell(page, 0), '42');
    const id = await steps.notebookId(page);

    // The same address again: one's own work first.
    await page.open(`${server.url}?from=cours/le%C3%A7on%201.ipynb&aux=d/nombre.txt&module=d/outils.py`);
    await page.click('go-on');
    await steps.notebookShown(page);
    assert.equal(await steps.notebookId(page), id);
    await page.open(`${server.url}?from=cours/le%C3%A7on%201.ipynb`);
    await page.click('open-anew');
    await steps.notebookShown(page);
    assert.notEqual(await steps.notebookId(page), id);

    // On another site that allows it; the page may ask that site, and no other.
    await page.open(`${server.url}?from=${open.url}lecon.ipynb&aux=${open.url}d/nombre.txt&module=${open.url}d/outils.py`);
    await steps.notebookShown(page);
    assert.equal(await steps.runCell(page, 0), '42');
    closed.forget();
    assert.equal(await page.eval(`fetch(${JSON.stringify(`${closed.url}lecon.ipynb`)}, { mode: 'no-cors' }).then(() => 'asked', () => 'refused')`), 'refused');
    await page.reload();
    await steps.notebookShown(page);
    open.forget();
    assert.equal(await page.eval(`fetch(${JSON.stringify(`${open.url}lecon.ipynb`)}).then(() => 'asked', () => 'refused')`), 'refused');
    assert.deepEqual([...open.requests, ...closed.requests], []);

    // On one that does not, and where there is nothing.
    for (const [address, problem] of [
      [`${closed.url}lecon.ipynb`, 'forbidden'],
      [`${open.url}absent.ipynb`, 'missing'],
      ['javascript:alert(1)', 'badAddress'],
      [`data:application/json,${encodeURIComponent('{}')}`, 'badAddress'],
      [open.url.replace('//', '//moi:secret@'), 'badAddress'],
    ]) {
      await page.open(`${server.url}?from=${encodeURIComponent(address)}`);
      await page.waitFor(`!!document.querySelector('[data-testid=foreign-failed]')`, { what: `an answer about ${address}` });
      assert.equal(await page.attr('foreign-failed', 'data-problem'), problem);
      const link = await page.eval(`(document.querySelector('[data-testid=foreign-link]') || {}).href`);
      if (problem === 'forbidden') assert.equal(link, address);
      if (/^(javascript|data)/.test(address)) assert.equal(link ?? null, null);
    }
    await closed.stop();
    await page.open(`${server.url}?from=${closed.url}lecon.ipynb`);
    await page.waitFor(`!!document.querySelector('[data-testid=foreign-failed]')`, { what: 'an answer about a site that is gone' });
    assert.equal(await page.attr('foreign-failed', 'data-problem'), 'unreachable');

    // In the address itself: packed as Basthon does, in the query or after the hash, or plain.
    const packed = zlib.deflateSync(Buffer.from(text('print("é")'))).toString('base64url');
    for (const [address, source] of [
      [`?ipynb=${packed}`, 'print("é")'],
      [`#ipynb=${zlib.deflateSync(Buffer.from(text('b = 2'))).toString('base64')}`, 'b = 2'],
      [`?ipynb=${encodeURIComponent(text('c = "+"'))}&aux=d/nombre.txt`, 'c = "+"'],
    ]) {
      await page.open('about:blank');
      await page.open(server.url + address);
      await steps.notebookShown(page);
      assert.equal(await steps.sourceOf(page, 0), source);
      assert.equal(await page.eval('location.search'), '');
    }
    assert.equal(await page.eval(`fetch('d/nombre.txt').then((answer) => answer.status)`), 200);
    // In a page that is open already.
    await page.eval(`void (location.hash = ${JSON.stringify(`#ipynb=${zlib.deflateSync(Buffer.from(text('d = 4'))).toString('base64url')}`)})`);
    await page.waitFor(`/d = 4/.test(document.body.innerText)`, { what: 'the notebook in the hash' });

    // A link that was cut says so.
    await page.open('about:blank');
    await page.open(`${server.url}?ipynb=${packed.slice(0, 60)}`);
    await page.waitFor(`!!document.querySelector('[data-testid=foreign-failed]')`, { what: 'an answer about a link that was cut' });
    assert.equal(await page.attr('foreign-failed', 'data-problem'), 'damaged');
    // A file that is no notebook is told to be none, as one from the device is.
    await page.open(`${server.url}?from=d/outils.py`);
    await steps.messageShown(page, /Python/);
  } finally {
    await open.stop();
    await closed.stop();
  }
}
