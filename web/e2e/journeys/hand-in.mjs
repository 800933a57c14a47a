/**
 * Pupils hand their work in: sealed for the teacher alone, kept where there is no network, sent when it
 * is back, or carried as a file. The teacher has it in a notebook, each pupil's under their name, opens
 * it, and gets nothing twice. The relay has no word of it.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { axeFaults } from '../axe.mjs';
import { Browser, engineNamed } from '../drivers/engines.mjs';
import * as giving from '../giving.mjs';
import * as notebooks from '../notebooks.mjs';
import { startRelay, startSwitch } from '../relay.mjs';
import * as steps from '../steps.mjs';

export const name = 'hand-in: work is handed in, kept without a network, and opened by the teacher alone';
export const minutes = 8;

const PUPIL = 'Zébulon B.';

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, engine, assert, log }) {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'ardoise-relay-'));
  const relay = await startRelay({ data });
  const network = await startSwitch(relay.port);
  const desk = await Browser.launch(engineNamed(engine));
  const teacher = desk.page;
  /** @param {typeof page} on @param {string} view */
  const check = async (on, view) => {
    if (engine === 'chromium') assert.deepEqual(await axeFaults(on), [], view);
  };
  try {
    // The teacher says who gets the work, changes their mind twice, and gives the activity.
    await steps.openApp(teacher, relay);
    await steps.importNotebook(teacher, notebooks.notebook([notebooks.markdown('# Les cubes'), notebooks.code('x = 1')], { title: 'Les cubes' }), 'cubes.ipynb');
    const lesson = await steps.notebookId(teacher);
    await teacher.click('activity');
    await teacher.click('give-activity');
    await teacher.click('hand-ins-here');
    await chosen(teacher, 'here');
    await teacher.click('hand-ins-nobody');
    await chosen(teacher, 'nobody');
    await teacher.click('hand-ins-here');
    await chosen(teacher, 'here');
    await check(teacher, 'who gets the work');
    await giving.prepare(teacher);
    const link = await teacher.eval(`document.querySelector('[data-testid=activity-link]').value`);
    const fragment = link.slice(link.indexOf('#'));
    await teacher.click('open-box');
    await teacher.waitFor(`!!document.querySelector('[data-testid=received]') && !document.querySelector('[role=dialog]')`, { what: 'the notebook for what is handed in', ms: 60000 });
    await works(teacher, 0);
    await steps.toLibrary(teacher);
    await teacher.waitFor(`document.querySelectorAll('.card').length === 2`, { what: 'one notebook for what is handed in' });

    // A pupil works, and has no network when the hour is over.
    await page.open(`${network.url}${fragment}`);
    await steps.notebookShown(page);
    await page.waitFor(`!!document.querySelector('[data-testid=hand-in]')`, { what: 'the button', ms: 60000 });
    await steps.writeCell(page, 1, 'reponse_secrete = 27');
    await steps.savedIs(page);
    await steps.offlineReady(page);
    await network.pull();
    await page.click('hand-in');
    await page.click('hand-in-now');
    await page.waitFor(`!!document.querySelector('[data-testid=hand-in-problem]')`, { what: 'a word about the name' });
    await check(page, 'no name');
    await page.type(PUPIL);
    await page.click('hand-in-now');
    await state(page, 'waiting');
    await check(page, 'handed in');
    const carried = await steps.downloadedBytes(page, 'save-hand-in');
    assert.ok(!carried.includes('reponse_secrete') && !carried.includes('Zébulon'), 'the file is closed');
    await steps.toLibrary(page);
    await page.waitFor(`document.querySelectorAll('[data-testid=unsent]').length === 1`, { what: 'the library to say what was not sent' });
    log(`kept without a network, ${carried.length} bytes`);

    // The network is back while the library is open.
    await network.plug();
    await page.waitFor(`!document.querySelector('[data-testid=unsent]')`, { what: 'nothing unsent any more', ms: 120000 });
    await page.click('.card-link');
    await state(page, 'arrived');
    assert.equal(await page.count('save-hand-in'), 0);

    // The teacher opens it.
    await box(teacher);
    await works(teacher, 1);
    assert.match(await teacher.text('work'), /Zébulon B\./);
    await check(teacher, 'what was handed in');
    await teacher.click('open-work');
    await teacher.waitFor(`/reponse_secrete/.test([...document.querySelectorAll('[data-testid=cell]')].map((cell) => cell.textContent).join())`, { what: "the pupil's answer", ms: 60000 });
    const opened = await steps.notebookId(teacher);
    assert.notEqual(opened, lesson);

    // Handed in once more, and the first one carried by hand: nothing is doubled, nothing is lost.
    await steps.writeCell(page, 1, 'reponse_secrete = 64');
    await steps.savedIs(page);
    await page.click('hand-in');
    assert.equal(await page.eval(`document.querySelector('[data-testid=hand-in-name]').value`), PUPIL);
    await page.click('hand-in-now');
    await page.waitFor(`!document.querySelector('[role=dialog]')`, { what: 'the dialog to go' });
    await state(page, 'arrived');
    await box(teacher);
    await teacher.waitFor(`document.querySelectorAll('[data-testid=open-work]').length === 2`, { what: 'both', ms: 60000 });
    await works(teacher, 1);
    await steps.openBytes(teacher, 'rendu.ardoise', carried);
    await teacher.waitFor(`document.querySelectorAll('[data-testid=open-work]').length === 2`, { what: 'both, and no more' });
    await steps.toLibrary(teacher);
    await box(teacher);
    assert.equal(await teacher.count('open-work'), 2);
    await teacher.click('.received-list details summary');
    await teacher.click('open-work', { nth: 1 });
    await teacher.waitFor(`location.hash.endsWith(${JSON.stringify(opened)})`, { what: 'the notebook that was opened before', ms: 60000 });
    await steps.notebookShown(teacher);

    // A file for the teacher is closed for a pupil, and a damaged one is said to be.
    await steps.openBytes(page, 'rendu.ardoise', carried);
    await steps.messageShown(page, /rendu\.ardoise/);
    await steps.closeDialog(page);
    await steps.openBytes(teacher, 'coupe.ardoise', carried.subarray(0, carried.length - 40));
    await steps.messageShown(teacher, /coupe\.ardoise/);
    await steps.closeDialog(teacher);

    // Another device of the teacher's, by the link that they keep.
    await box(teacher);
    await teacher.click('notebook-menu');
    await teacher.click('open-sharing');
    await teacher.waitFor(`!!document.querySelector('[data-testid=link-orders]')`, { what: 'the links', ms: 60000 });
    const own = await teacher.eval(`document.querySelector('[data-testid=link-orders]').value`);
    await page.open('about:blank');
    await page.open(own);
    await works(page, 1);
    assert.equal(await page.count('open-work'), 2);

    await relay.stop();
    for (const file of fs.readdirSync(data)) {
      const bytes = fs.readFileSync(path.join(data, file));
      for (const word of ['reponse_secrete', 'Zébulon', 'cubes']) assert.ok(!bytes.includes(word), `${word} in ${file}`);
    }

    // A site without a relay: the work goes by hand, with the file that the pupil has written.
    await steps.openApp(teacher, server);
    await steps.importNotebook(teacher, notebooks.notebook([notebooks.markdown('# Les aires'), notebooks.code('x = 1')], { title: 'Les aires' }), 'aires.ipynb');
    await teacher.click('activity');
    await teacher.click('give-activity');
    await teacher.click('hand-ins-here');
    await chosen(teacher, 'here');
    await giving.prepare(teacher);
    const byHand = await teacher.eval(`document.querySelector('[data-testid=activity-link]').value`);
    await teacher.click('open-box');
    await teacher.waitFor(`!!document.querySelector('[data-testid=received]') && !document.querySelector('[role=dialog]')`, { what: 'the notebook for what is handed in', ms: 60000 });
    await page.open(`${server.url}${byHand.slice(byHand.indexOf('#'))}`);
    await steps.notebookShown(page);
    await giving.addFile(page, 'mesures.csv', 'a;b\n1;2\n');
    await page.click('hand-in');
    await page.waitFor(`!!document.querySelector('[data-testid=hand-in-name]')`, { what: 'the dialog' });
    await page.type('Nino');
    await page.click('hand-in-now');
    await state(page, 'byHand');
    const file = await steps.downloadedBytes(page, 'save-hand-in');
    await steps.toLibrary(page);
    await page.waitFor(`document.querySelectorAll('.card').length === 1`, { what: 'the card' });
    assert.equal(await page.count('unsent'), 0, 'nothing is on its way');
    await steps.openBytes(teacher, 'nino.ardoise', file);
    await works(teacher, 1);
    await teacher.click('open-work');
    await teacher.waitFor(`!document.querySelector('[data-testid=received]') && document.querySelectorAll('[data-testid=cell]').length === 2`, { what: "Nino's notebook", ms: 60000 });
    await teacher.click('files');
    await teacher.waitFor(`!!document.querySelector('[data-testid=file][data-path="mesures.csv"]')`, { what: "Nino's file", ms: 60000 });
    log(`by hand, ${file.length} bytes`);
  } finally {
    await desk.close();
    network.close();
    await relay.kill();
    fs.rmSync(data, { recursive: true, force: true });
  }
}

/** @param {steps.Page} page @param {string} way */
async function chosen(page, way) {
  await page.waitFor(`(document.querySelector('[data-testid=hand-ins-${way}]') || {}).checked === true && !document.querySelector('[data-testid=hand-ins-${way}]').disabled`, { what: `the choice ${way}`, ms: 60000 });
}

/** @param {steps.Page} page @param {string} state */
async function state(page, state) {
  await page.waitFor(`!!document.querySelector('[data-testid=hand-in-state][data-state=${state}]')`, { what: `the state ${state}`, ms: 60000 });
}

/** Opens the notebook that gets the work. @param {steps.Page} page */
async function box(page) {
  await steps.toLibrary(page);
  await page.waitFor(`[...document.querySelectorAll('.card-link')].some((card) => /^(Rendus|Handed in)/.test(card.textContent))`, { what: 'the notebook of what is handed in' });
  await page.eval(`[...document.querySelectorAll('.card-link')].find((card) => /^(Rendus|Handed in)/.test(card.textContent)).click()`);
  await page.waitFor(`!!document.querySelector('[data-testid=received]')`, { what: 'what was handed in', ms: 60000 });
}

/** @param {steps.Page} page @param {number} count */
async function works(page, count) {
  await page.waitFor(`document.querySelectorAll('[data-testid=work]').length === ${count}`, { what: `${count} pupils`, ms: 60000 });
}
