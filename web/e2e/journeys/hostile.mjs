/**
 * A notebook made to harm: scripts, handlers and addresses in Markdown, HTML, SVG and metadata, in
 * cells and in outputs. Nothing of it runs and nothing leaves, on opening, clicking and running.
 */
import * as notebooks from '../notebooks.mjs';
import * as steps from '../steps.mjs';

export const name = 'a hostile notebook runs nothing and asks nothing of the network';

const OUT = 'https://evil.example/leak';
const PIECES = [
  '<script>window.harmed = "script"</script>',
  `<img src=x onerror="window.harmed='onerror'">`,
  `<img src="${OUT}.png"><img srcset="${OUT}.png 2x"><picture><source srcset="${OUT}.webp"><img></picture>`,
  `<svg onload="window.harmed='svg'"><script>window.harmed='svg script'</script><image href="${OUT}.svg"/><use href="${OUT}#a"/><a xlink:href="javascript:window.harmed='xlink'"><text y="20">x</text></a></svg>`,
  `<iframe src="${OUT}"></iframe><iframe srcdoc="<script>parent.harmed='srcdoc'</script>"></iframe><object data="${OUT}"></object><embed src="${OUT}">`,
  `<a id="bad" href="javascript:window.harmed='href'">lien</a> <a href=" &#106;avascript:window.harmed='entity'">lien</a> <a href="data:text/html,<script>1</script>">lien</a>`,
  `<div style="background:url(${OUT}.png);position:fixed;top:0;left:0;width:100%;height:100%;z-index:999">x</div><style>@import "${OUT}.css"; body{display:none}</style><link rel="stylesheet" href="${OUT}.css">`,
  `<form action="${OUT}"><input name="a"><button formaction="${OUT}" autofocus onfocus="window.harmed='focus'">x</button></form><base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=${OUT}">`,
  `<video src="${OUT}.mp4" autoplay poster="${OUT}.png"></video><audio src="${OUT}.mp3" autoplay></audio>`,
  `<math><mtext><table><mglyph><style><img src=x onerror="window.harmed='mxss'"></style></mglyph></table></mtext></math>`,
  `<details open ontoggle="window.harmed='toggle'"><summary>x</summary></details><input id="app"><div id="content">x</div>`,
];

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, browser, assert }) {
  await steps.openApp(page, server);
  const cells = PIECES.map((piece) => notebooks.markdown(`# Texte\n\n${piece}\n\nfin ![x](${OUT}.png) [a](javascript:window.harmed=1)\n`));
  for (const piece of PIECES) {
    cells.push(
      notebooks.code('1', [
        notebooks.display({ 'text/html': [piece] }),
        notebooks.display({ 'image/svg+xml': [`<svg xmlns="http://www.w3.org/2000/svg" onload="window.harmed='svg output'">${piece}</svg>`] }),
        notebooks.display({ 'text/markdown': [piece] }),
        notebooks.display({ 'application/javascript': ['window.harmed = "javascript output"'], 'text/plain': ['x'] }),
        notebooks.stdout(piece),
        { output_type: 'error', ename: piece, evalue: piece, traceback: [piece] },
      ]),
    );
  }
  server.forget();
  const file = notebooks.notebook(cells, { title: '<img src=x onerror="window.harmed=\'title\'">' });
  await steps.importNotebook(page, file, `<img src=x onerror="window.harmed='name'">.ipynb`.replace(/[/]/g, '_'));
  assert.equal(await page.count('cell'), cells.length);
  await page.eval('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');

  // Every link in the notebook is pressed, every box opened; nothing happens that matters.
  await page.call(() => {
    window.open = () => null;
    for (const link of document.querySelectorAll('.notebook a')) link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    for (const box of document.querySelectorAll('.notebook details')) box.open = true;
  });
  assert.equal(await page.eval('String(window.harmed)'), 'undefined');
  assert.equal(await page.count('.notebook script, .notebook iframe, .notebook object, .notebook embed, .notebook link, .notebook base, .notebook meta, .notebook form:not(.question)'), 0);
  assert.equal(await page.eval(`Array.from(document.querySelectorAll('.notebook *')).filter((e) => Array.from(e.attributes).some((a) => /^on/i.test(a.name))).length`), 0, 'no handler attribute');
  assert.equal(await page.eval(`document.querySelectorAll('#app').length + document.querySelectorAll('#content').length`), 2, 'no element poses as one of the page');
  assert.ok(await page.eval(`getComputedStyle(document.body).display !== 'none'`));

  // The history and the library show the same text.
  await steps.savedIs(page);
  await steps.toLibrary(page);
  await page.waitFor(`document.querySelectorAll('[data-testid=notebook-card]').length === 1`);
  assert.equal(await page.eval('String(window.harmed)'), 'undefined');
  assert.deepEqual(browser.outside, [], 'nothing left this machine');
  assert.deepEqual(server.requests.filter(({ url }) => /leak|evil/.test(url)), []);
}
