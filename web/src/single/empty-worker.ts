/**
 * A worker that only answers, in the page that is one file: it begins as a kernel's does there.
 */

const SCRIPT = 'self.onmessage = () => self.postMessage("here");';

export function newEmptyWorker(): Worker {
  return new Worker(URL.createObjectURL(new Blob([SCRIPT], { type: "text/javascript" })));
}
