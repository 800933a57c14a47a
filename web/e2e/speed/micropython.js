/** A worker with MicroPython. */
import './measure.js';
import { loadMicroPython } from '../peers/@micropython/micropython-webassembly-pyscript/micropython.mjs';

self.start = async () => {
  let text = '';
  const engine = await loadMicroPython({
    url: '/peers/@micropython/micropython-webassembly-pyscript/micropython.wasm',
    heapsize: 16 * 1024 * 1024,
    stdout: (line) => {
      text += line;
    },
  });
  return (source) => {
    text = '';
    engine.runPython(source);
    return text.trim();
  };
};
