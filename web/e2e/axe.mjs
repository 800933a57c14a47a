/** What axe has to say against what a page shows, in lines to read. */
import fs from 'node:fs';
import { createRequire } from 'node:module';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** @param {import('./drivers/page.mjs').Page} page @returns {Promise<string[]>} */
export async function axeFaults(page) {
  if (await page.eval(`typeof axe === 'undefined'`)) await page.eval(`${AXE}; 0`);
  return page.eval(
    `axe.run(document, { resultTypes: ['violations'] }).then((r) => r.violations.map((v) => v.id + ': ' + v.help + ' at ' + v.nodes.map((n) => n.target.join(' ') + ' ' + (n.any[0] ? n.any[0].message : '')).slice(0, 3).join(' ; ')))`,
  );
}

/** What reaches out of a screen of 320 points. @param {import('./drivers/page.mjs').Page} page @returns {Promise<string>} */
export async function tooWide(page) {
  const { socket } = /** @type {any} */ (page);
  await socket.send('Emulation.setDeviceMetricsOverride', { width: 320, height: 640, deviceScaleFactor: 1, mobile: false });
  await page.waitFor('window.innerWidth === 320', { what: 'a narrow screen' });
  const found = await page.call(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return '';
    const wide = Array.from(document.querySelectorAll('body *')).find((one) => one.getBoundingClientRect().right > clientWidth + 1);
    return wide ? `${wide.tagName}.${wide.className} reaches out` : 'something reaches out';
  });
  await socket.send('Emulation.clearDeviceMetricsOverride');
  await page.waitFor('window.innerWidth > 320', { what: 'the wide screen' });
  return found;
}
