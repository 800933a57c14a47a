/**
 * A pupil's errors are explained in their language, beside Python's own words: a name that another
 * cell creates, a blank to fill, a wrong name; still there after a reload, in the other language
 * when the page is, and axe finds nothing.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import * as steps from '../steps.mjs';

export const name = 'an error is explained in French and in English';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, assert }) {
  await steps.openApp(page, server);
  await steps.newNotebook(page);
  await steps.writeCell(page, 0, 'rayon = 3');
  await steps.addCell(page, 'print(rayon)');
  await steps.addCell(page, 'aire = ....');
  await steps.addCell(page, 'nombre = 3\nprint(nombr)');

  const lang = () => page.eval(`document.documentElement.lang`);
  const says = async (cell, fr, en) => {
    const words = (await lang()) === 'fr' ? fr : en;
    await steps.outputContains(page, await steps.cellAt(page, cell), words);
  };
  await steps.runCell(page, 1);
  await says(1, 'la cellule 1 le crée', 'cell 1 creates it');
  // Python's own words stay, and stand before ours for those who listen.
  const shown = await steps.outputOf(page, 1);
  assert.match(shown, /NameError\s*: name 'rayon' is not defined/);
  const ours = shown.search(/n’existe pas|does not exist/);
  assert.ok(ours > shown.indexOf('NameError'));
  await steps.runCell(page, 2);
  await says(2, 'Il reste un blanc à remplir', 'There is still a blank to fill: ....');
  await steps.runCell(page, 3);
  await says(3, 'Vouliez-vous écrire nombre', 'Did you mean nombre');

  await steps.savedIs(page);
  const other = (await lang()) === 'fr' ? 'en' : 'fr';
  const chosen = JSON.stringify({ language: other });
  await page.eval(`void localStorage.setItem('ardoise.preferences', ${JSON.stringify(chosen)})`);
  await steps.reloadNotebook(page);
  assert.equal(await lang(), other);
  await says(3, 'Vouliez-vous écrire nombre', 'Did you mean nombre');

  await page.eval(`(() => { ${AXE}; return 0; })()`);
  const faults = await page.eval(
    `axe.run(document, { resultTypes: ['violations'] }).then((r) => r.violations.map((v) => v.id + ': ' + v.help))`,
  );
  assert.deepEqual(faults, []);
}
