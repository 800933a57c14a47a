/** A worker with Pyodide; made a module, since it can be loaded in no other way. */
import './measure.js';
import { loadPyodide } from '../peers/pyodide/pyodide.mjs';

self.start = async () => {
  let text = '';
  const pyodide = await loadPyodide({
    indexURL: '/peers/pyodide/',
    stdout: (line) => {
      text += line;
    },
  });
  return (source) => {
    text = '';
    pyodide.runPython(source);
    return text;
  };
};
