/**
 * A turtle draws in the page: it moves while its cell runs, Stop keeps what was drawn, the picture
 * can be seen again by keyboard, and stays in the notebook after a reload.
 */
import * as steps from '../steps.mjs';

export const name = 'a turtle draws, moves and is stopped';

const DRAWING = '[data-testid=drawing]';

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, assert }) {
  await steps.openApp(page, server);
  await steps.newNotebook(page);
  await steps.writeCell(page, 0, SQUARE);
  await steps.addCell(page, ENDLESS);
  await steps.addCell(page, 'print(cote)');
  const square = await steps.startCell(page, 0);
  await page.waitFor(`!!document.querySelector('${DRAWING}[data-playing=true]')`, { ms: steps.PYTHON_MS, what: 'a turtle that moves' });
  const early = await inked(page, 0);
  await steps.idle(page, square);
  await stands(page, 0);
  const late = await inked(page, 0);
  assert.ok(late > early, `the drawing grows: ${early}, then ${late} points are coloured`);
  const said = await page.eval(`document.querySelector('${DRAWING} canvas').getAttribute('aria-label')`);
  assert.match(said, /4 (traits|lines), 1 (forme remplie|filled shape), « A »|4 lines, 1 filled shape, “A”/);

  // Again, by keyboard.
  await page.eval(`document.querySelector('${DRAWING} button').focus()`);
  await page.press('Enter');
  await page.waitFor(`!!document.querySelector('${DRAWING}[data-playing=true]')`, { what: 'the drawing played again' });
  await page.press('Enter');
  await stands(page, 0);
  assert.equal(await inked(page, 0), late, 'going to the end shows all of it');

  // An endless walk is stopped; what was drawn stays.
  const endless = await steps.startCell(page, 1);
  await page.waitFor(`document.querySelectorAll('${DRAWING}').length === 2`, { ms: steps.PYTHON_MS, what: 'the second drawing' });
  await page.waitFor(`(${inkIn})(1) > 300`, { ms: steps.PYTHON_MS, what: 'some steps of the walk' });
  await page.click('stop');
  await steps.idle(page, endless);
  await steps.kernelIs(page, 'ready', 20000);
  await stands(page, 1);
  const walked = await inked(page, 1);
  assert.ok(walked > 300, `${walked} points of the walk are left`);
  assert.equal(await steps.runCell(page, 2), '80', 'variables are as before the walk');

  await steps.savedIs(page);
  await steps.reloadNotebook(page);
  await page.waitFor(`document.querySelectorAll('${DRAWING}').length === 2`, { what: 'both drawings' });
  await stands(page, 0);
  assert.equal(await inked(page, 0), late, 'the drawing came back, without moving');
  assert.ok((await inked(page, 1)) > 300);
}

/** @param {import('../drivers/page.mjs').Page} page @param {number} n */
async function stands(page, n) {
  // From its first moment on it says what it shows; before that it does not move either.
  await page.waitFor(`(() => { const drawing = document.querySelectorAll('${DRAWING}')[${n}]; return drawing.getAttribute('data-playing') === 'false' && drawing.querySelector('canvas').getAttribute('aria-label').includes(':'); })()`, { ms: 30000, what: 'a drawing that stands still' });
}

/** How many points of a drawing are painted and not white. @param {import('../drivers/page.mjs').Page} page @param {number} n @returns {Promise<number>} */
function inked(page, n) {
  return page.eval(`(${inkIn})(${n})`);
}

/** Runs in the page. @param {number} n */
function inkIn(n) {
  const canvas = /** @type {HTMLCanvasElement | undefined} */ (document.querySelectorAll('[data-testid=drawing] canvas')[n]);
  const context = canvas && canvas.getContext('2d');
  if (!canvas || !context) return 0;
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let at = 0; at < data.length; at += 4) if (data[at + 3] !== 0 && (data[at] !== 255 || data[at + 1] !== 255 || data[at + 2] !== 255)) count += 1;
  return count;
}

const SQUARE = `import turtle
cote = 80
t = turtle.Turtle()
t.speed(2)
t.color("blue", "gold")
t.begin_fill()
for _ in range(4):
    t.forward(cote)
    t.left(90)
t.end_fill()
t.write("A", font=("Arial", 20, "bold"))`;

const ENDLESS = `import random, time, turtle
cote = 0
turtle.speed(0)
while True:
    cote += 1
    turtle.forward(15)
    turtle.left(random.choice((-90, 0, 90)))
    time.sleep(0.02)`;
