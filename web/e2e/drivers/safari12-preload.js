/**
 * Takes away from Chromium 64 what Safari 12 does not have, before the page's first script runs.
 * It stands for the oldest iPads, of which no engine runs on our machines.
 */
(function () {
  'use strict';
  /** @param {any} owner @param {string[]} names */
  function without(owner, names) {
    if (!owner) return;
    names.forEach(function (name) {
      try { delete owner[name]; } catch (error) { /* defined as permanent: hidden below */ }
      if (name in owner) {
        try { Object.defineProperty(owner, name, { value: undefined, configurable: true }); } catch (error) { /* stays */ }
      }
    });
  }
  var page = /** @type {any} */ (window);
  if (page.HTMLDialogElement) without(page.HTMLDialogElement.prototype, ['show', 'showModal', 'close']);
  without(page, [
    'BigInt', 'BroadcastChannel', 'CompressionStream', 'FinalizationRegistry', 'HTMLDialogElement', 'IntersectionObserver', 'OffscreenCanvas',
    'PointerEvent', 'ResizeObserver', 'SharedArrayBuffer', 'SharedWorker', 'TransformStream', 'WeakRef', 'createImageBitmap', 'globalThis',
    'queueMicrotask', 'requestIdleCallback', 'structuredClone', 'visualViewport',
  ]);
  without(page.WebAssembly, ['Global', 'compileStreaming', 'instantiateStreaming']);
  without(page.Navigator.prototype, ['clipboard', 'locks', 'share', 'storage']);
  without(page.Element.prototype, ['animate', 'getAnimations', 'setPointerCapture', 'onpointerdown']);
  without(page.IDBFactory.prototype, ['databases']);
  without(page.IDBTransaction.prototype, ['commit', 'durability']);
  without(page.MediaQueryList.prototype, ['addEventListener', 'removeEventListener']);
  without(Object, ['fromEntries', 'groupBy', 'hasOwn']);
  without(Promise, ['allSettled', 'any']);
  without(Array.prototype, ['at', 'findLast', 'findLastIndex', 'flat', 'flatMap', 'toSorted']);
  without(String.prototype, ['at', 'matchAll', 'replaceAll']);

  // Lookbehind is refused when the pattern is built, as Safari does before 16.4.
  var Native = RegExp;
  page.RegExp = new Proxy(Native, {
    construct: function (target, given) {
      var pattern = given[0] instanceof Native ? given[0].source : String(given[0]);
      if (/\(\?<[=!]/.test(pattern)) throw new SyntaxError('Invalid regular expression: invalid group specifier name');
      return new target(given[0], given[1]);
    },
  });
})();
