/**
 * Programs that ask for too much: a kernel out of memory is replaced and the page says so, the
 * notebook is untouched and Python works again; endless recursion is a Python error like others.
 */
import * as steps from '../steps.mjs';

export const name = 'a kernel out of memory is replaced, recursion is an error';

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, assert, log }) {
  await steps.openApp(page, server);
  await steps.newNotebook(page);
  await steps.writeCell(page, 0, 'x = 41');
  await steps.runCell(page, 0);
  await steps.addCell(page, 'def sans_fin(n):\n    return sans_fin(n + 1)\nsans_fin(0)');
  await steps.addCell(page, 'print(x + 1)');
  await steps.addCell(page, 'tout = []\nwhile True:\n    tout.append([[] for i in range(10**5)])');
  await steps.addCell(page, 'textes = []\nwhile True:\n    textes.append("é" * 10**6)');

  assert.match(await steps.runCell(page, 1), /RecursionError/);
  assert.equal(await steps.runCell(page, 2), '42', 'variables outlive an error');

  // One that comes to the end of the stack while arguments are gathered.
  await steps.writeCell(page, 1, 'def sans_fin(*a, **b):\n    return sans_fin(*a, **b)\nsans_fin(1, y=2)');
  assert.match(await steps.runCell(page, 1), /RecursionError/);
  assert.equal(await steps.runCell(page, 2), '42');

  // Some recursions inside Python reach the end of the browser's stack first.
  await steps.addCell(page, 'import json\nprofond = []\nfor i in range(200000):\n    profond = [profond]\ntry:\n    repr(profond)\nexcept RecursionError:\n    pass\nprint("fini")');
  const deep = await steps.startCell(page, 5);
  await steps.idle(page, deep);
  await steps.kernelIs(page, 'ready');
  assert.equal(await steps.runCell(page, 2), '42', 'variables outlive a recursion too deep');

  // One thing too large is an error of Python's: the program ends and its variables stay.
  assert.match(await steps.runCell(page, 4), /MemoryError/);
  assert.equal(await steps.runCell(page, 2), '42');

  // Many small things fill the memory to the end, and the kernel with it.
  const began = Date.now();
  const cell = await steps.startCell(page, 3);
  await steps.idle(page, cell);
  await steps.messageShown(page, /trop de mémoire|too much memory/);
  log(`out of memory and said so after ${Date.now() - began} ms`);
  await page.waitFor(`['ready', 'failed', 'absent'].includes(document.querySelector('[data-testid=kernel-state]').getAttribute('data-state'))`, { ms: steps.PYTHON_MS, what: 'the kernel to be replaced' });

  assert.equal(await page.count('cell'), 6);
  assert.equal(await steps.sourceOf(page, 0), 'x = 41');
  assert.equal(await steps.outputOf(page, 2), '42');
  assert.match(await steps.sourceOf(page, 3), /^tout = /);
  await steps.runCell(page, 0);
  assert.equal(await steps.runCell(page, 2), '42', 'Python works again');
  await steps.savedIs(page);
  await steps.reloadNotebook(page);
  assert.equal(await steps.outputOf(page, 2), '42');
}
