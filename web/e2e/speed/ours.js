/** A worker with our kernel, as the page's worker loads it, without the page: says how long things take. */
const host = {
  text: '',
  report(bytes) {
    // `Report::Text` of `ardoise-protocol` with numbers and lengths below 128.
    if (bytes[1] === 1) host.text += new TextDecoder().decode(bytes.slice(5));
    if (bytes[1] === 6) throw new Error(new TextDecoder().decode(bytes.slice()));
  },
  answer: () => undefined,
  moduleSource: () => undefined,
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  zoneMinutes: () => 0,
  fillRandom: (bytes) => bytes.fill(4),
  sleepMs: () => {},
  rest() {
    const request = new XMLHttpRequest();
    request.open('GET', 'engine/ardoise_worker_rest.wasm', false);
    request.responseType = 'arraybuffer';
    request.send();
    new WebAssembly.Instance(new WebAssembly.Module(request.response), { first: instance });
  },
  died() {},
};
self.ardoiseHost = host;
let instance;
let runs = 0;

function run(source) {
  const bytes = [1, 0];
  const number = (value) => {
    let rest = value;
    for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128);
    bytes.push(rest);
  };
  const text = (value) => {
    const utf8 = new TextEncoder().encode(value);
    number(utf8.length);
    for (const byte of utf8) bytes.push(byte);
  };
  runs = (runs % 100) + 1;
  number(runs);
  number(runs);
  text('a');
  text(source);
  host.text = '';
  wasm_bindgen.handle(Uint8Array.from(bytes));
  return host.text.trim();
}

self.start = async () => {
  importScripts('engine/ardoise_worker.js');
  const code = await (await fetch('engine/ardoise_worker_bg.wasm')).arrayBuffer();
  instance = wasm_bindgen.initSync({ module: await WebAssembly.compile(code) });
  wasm_bindgen.boot();
  return run;
};
importScripts('measure.js');
