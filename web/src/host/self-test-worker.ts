/** Answers, so that the self-test knows whether workers start here. */
self.onmessage = () => self.postMessage("here");
