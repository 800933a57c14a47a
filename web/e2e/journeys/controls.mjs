/**
 * Controls below a cell: a slider is moved by keyboard and what depends on it is drawn again while it
 * keeps the focus; a box is ticked, a choice made, a button counts its presses, text is typed; an
 * endless callback is stopped and the controls go back; after a reload they wait for the cell.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import * as steps from '../steps.mjs';

export const name = 'a slider redraws what depends on it';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, assert, engine }) {
  await steps.openApp(page, server);
  await steps.newNotebook(page);
  await steps.writeCell(page, 0, CURVE);
  await steps.addCell(page, COUNTER);
  await steps.addCell(page, ENDLESS);
  await steps.addCell(page, 'print(essais)');

  // A figure follows the slider, which keeps the focus; nothing below it jumps.
  const curve = await steps.startCell(page, 0);
  await steps.idle(page, curve);
  await page.waitFor(`!!document.querySelector('${curve} [data-testid=controls][data-live=true] input[type=range]')`, { what: 'a slider' });
  await shows(page, curve, 'n = 2 False rouge');
  await page.waitFor(picture(curve), { what: 'a figure' });
  const before = await page.eval(`document.querySelector('${curve} .control-output img').src`);
  await page.eval(`(${watchHeight})(${JSON.stringify(curve)})`);
  await page.eval(`document.querySelector('${curve} input[type=range]').focus()`);
  for (let at = 0; at < 3; at += 1) await page.press('ArrowRight');
  await shows(page, curve, 'n = 5 False rouge');
  await settled(page, curve);
  await page.waitFor(picture(curve), { what: 'the new figure' });
  assert.notEqual(await page.eval(`document.querySelector('${curve} .control-output img').src`), before, 'the figure is another one');
  assert.equal(await page.eval(`document.activeElement.type`), 'range', 'the slider keeps the focus');
  assert.equal(await page.eval(`document.activeElement.value`), '5');
  assert.equal(await page.text(`${curve} .control-value`), '5');
  const { least, first } = await page.eval('window.journeyHeight');
  assert.ok(least > first - 3, `the results never shrink while the slider moves: ${least} of ${first} px`);

  // By keyboard: a box and a choice.
  await page.eval(`document.querySelector('${curve} input[type=checkbox]').focus()`);
  await page.press('Space');
  await shows(page, curve, 'n = 5 True rouge');
  await page.eval(`document.querySelector('${curve} select').focus()`);
  await page.press('ArrowDown');
  await shows(page, curve, 'n = 5 True bleu');
  await settled(page, curve);

  // A button whose function counts, and a field.
  const counter = await steps.startCell(page, 1);
  await steps.idle(page, counter);
  for (let press = 1; press <= 3; press += 1) {
    await page.click(`${counter} [data-testid=controls] button`);
    await shows(page, counter, `essais : ${press}`);
  }
  await page.click(`${counter} input[type=text]`);
  await page.type('Zoé');
  await shows(page, counter, 'Bonjour Zoé');
  assert.equal(await page.eval(`document.activeElement.value`), 'Zoé', 'what is typed stays');

  // axe finds nothing.
  if (engine === 'chromium') {
    await page.eval(`${AXE}; 0`);
    for (const theme of ['light', 'dark', 'contrast']) {
      await page.eval(`void (document.documentElement.dataset.theme = '${theme}')`);
      const faults = await page.eval(`axe.run(document, { resultTypes: ['violations'] }).then((r) => r.violations.map((v) => v.id + ': ' + v.help + ' at ' + v.nodes.map((n) => n.target.join(' ')).slice(0, 3).join(' ; ')))`);
      assert.deepEqual(faults, [], theme);
    }
  }

  // An endless callback is stopped: variables and controls are as before it.
  const endless = await steps.startCell(page, 2);
  await steps.idle(page, endless);
  await shows(page, endless, 'vu 0');
  await page.eval(`document.querySelector('${endless} input[type=range]').focus()`);
  await page.press('ArrowRight');
  await steps.kernelIs(page, 'busy');
  await page.press('ArrowRight');
  await page.click('stop');
  await steps.kernelIs(page, 'ready', 20000);
  await settled(page, endless);
  await page.waitFor(`document.querySelector('${endless} input[type=range]').value === '0'`, { what: 'the slider back where it was' });
  assert.equal(await steps.runCell(page, 3), '3', 'variables are as before the callback');
  await page.click(`${counter} [data-testid=controls] button`);
  await shows(page, counter, 'essais : 4');

  // After a reload the state is seen, and one sentence says what to do.
  await steps.savedIs(page);
  await steps.reloadNotebook(page);
  await page.waitFor(`!!document.querySelector('${curve} [data-testid=controls][data-live=false] input[type=range]')`, { what: 'the slider after the reload' });
  assert.equal(await page.eval(`document.querySelector('${curve} input[type=range]').disabled`), true);
  assert.match(await page.text(`${curve} .controls .output-note`), /Exécutez de nouveau|Run the cell again/);
  await shows(page, curve, 'n = 5 True bleu');
}

/** Waits until what a cell's controls show has a text. @param {import('../drivers/page.mjs').Page} page @param {string} cell @param {string} text */
async function shows(page, cell, text) {
  await page.waitFor(`Array.from(document.querySelectorAll('${cell} [data-testid=control-output]')).some((one) => one.innerText.includes(${JSON.stringify(text)}))`, {
    ms: steps.PYTHON_MS,
    what: `controls that show ${JSON.stringify(text)}`,
  });
}

/** @param {import('../drivers/page.mjs').Page} page @param {string} cell */
async function settled(page, cell) {
  await page.waitFor(`document.querySelector('${cell} [data-testid=controls]').getAttribute('aria-busy') === 'false'`, { ms: steps.PYTHON_MS, what: 'controls that wait for nothing' });
}

/** @param {string} cell */
const picture = (cell) => `(() => { const image = document.querySelector('${cell} .control-output img'); return !!image && image.complete && image.naturalWidth > 0; })()`;

/** Runs in the page: notes how low the results of a cell become, looked at in every frame. @param {string} selector */
function watchHeight(selector) {
  const page = /** @type {any} */ (window);
  const height = () => {
    const output = document.querySelector(`${selector} [data-testid=cell-output]`);
    return output ? output.getBoundingClientRect().height : 0;
  };
  page.journeyHeight = { first: height(), least: height() };
  const look = () => {
    page.journeyHeight.least = Math.min(page.journeyHeight.least, height());
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

const CURVE = `import matplotlib.pyplot as plt
from ipywidgets import interact

def courbe(n=2, carre=False, couleur="rouge"):
    print("n =", n, carre, couleur)
    puissance = 2 if carre else 1
    plt.plot([x ** puissance * n for x in range(10)], "b" if couleur == "bleu" else "r")

interact(courbe, n=(0, 10), couleur=["rouge", "bleu"]);`;

const COUNTER = `from ipywidgets import *
essais = 0
bouton, ecran = Button(description="Essayer"), Output()
nom = Text(description="Nom")

def presse(b):
    global essais
    essais += 1
    ecran.clear_output(wait=True)
    with ecran:
        print("essais :", essais)

bouton.on_click(presse)
def accueille(nom):
    print("Bonjour", nom)

accueil = interactive_output(accueille, {"nom": nom})
VBox([HBox([bouton, ecran]), nom, accueil])`;

const ENDLESS = `@interact(k=(0, 5))
def boucle(k=0):
    global essais
    print("vu", k)
    while k:
        essais += 1000`;
