/**
 * What each worker does, whatever its engine: start, print once, then each program some times.
 * `self.start` gives a function that runs a text and returns what it printed. Answers one message,
 * `{ programs, times }`, with `{ start, results }` in milliseconds.
 */
self.onmessage = async ({ data: { programs, times } }) => {
  try {
    const began = performance.now();
    const run = await self.start();
    const hello = run('print(sum(range(10)))');
    const start = performance.now() - began;
    if (hello.trim() !== '45') throw new Error(`the first output was ${hello}`);
    const results = programs.map(([, source]) => {
      try {
        run(source);
        let best = Infinity;
        let result = '';
        for (let time = 0; time < times; time += 1) {
          const before = performance.now();
          result = run('print(main())');
          best = Math.min(best, performance.now() - before);
        }
        return { result: result.trim(), best };
      } catch (error) {
        return { result: String(error), best: undefined };
      }
    });
    self.postMessage({ start, results });
  } catch (error) {
    self.postMessage({ error: String(error) });
  }
};
