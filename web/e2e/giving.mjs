/**
 * What a teacher does in journeys to give a notebook away: adds a file, goes on to the ways.
 */

/** @typedef {import('./drivers/page.mjs').Page} Page */

/** Drops a file on the notebook. @param {Page} page @param {string} file @param {string} text */
export async function addFile(page, file, text) {
  await page.call(
    (name, content) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], name));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    },
    file,
    text,
  );
  await page.waitFor(`!!document.querySelector('[data-testid=file]')`, { what: 'the file' });
}

/** Opens the dialog where it is not, goes on to the ways, and returns what it said would be made. @param {Page} page */
export async function prepare(page) {
  if (!(await page.count('publish'))) await page.click('give-activity');
  await page.waitFor(`(() => { const go = document.querySelector('[data-testid=prepare-activity]'); return !!go && !go.disabled; })()`, { what: 'what would be new' });
  const said = await page.text('next-version');
  await page.click('prepare-activity');
  await page.waitFor(`!!document.querySelector('[data-testid=link-way]')`, { what: 'the ways to give it' });
  return said;
}
