/**
 * Keys: from the names journeys use to what the DevTools protocol and WebDriver want.
 * Only a US layout; a character outside it travels as text.
 */

/** @type {Record<string, { code: number, webdriver: string }>} */
const NAMED = {
  Enter: { code: 13, webdriver: '\uE006' },
  Escape: { code: 27, webdriver: '\uE00C' },
  Tab: { code: 9, webdriver: '\uE004' },
  Backspace: { code: 8, webdriver: '\uE003' },
  Delete: { code: 46, webdriver: '\uE017' },
  Home: { code: 36, webdriver: '\uE011' },
  End: { code: 35, webdriver: '\uE010' },
  PageUp: { code: 33, webdriver: '\uE00E' },
  PageDown: { code: 34, webdriver: '\uE00F' },
  ArrowLeft: { code: 37, webdriver: '\uE012' },
  ArrowUp: { code: 38, webdriver: '\uE013' },
  ArrowRight: { code: 39, webdriver: '\uE014' },
  ArrowDown: { code: 40, webdriver: '\uE015' },
  Space: { code: 32, webdriver: ' ' },
  F1: { code: 112, webdriver: '\uE031' },
};

/** @type {Record<string, { bit: number, webdriver: string }>} */
const MODIFIERS = {
  Alt: { bit: 1, webdriver: '\uE00A' },
  Control: { bit: 2, webdriver: '\uE009' },
  Meta: { bit: 4, webdriver: '\uE03D' },
  Shift: { bit: 8, webdriver: '\uE008' },
};

/** Editing commands a headless Chromium does not derive from the chord by itself. */
/** @type {Record<string, string>} */
const COMMANDS = { 'Control+a': 'selectAll', 'Control+c': 'copy', 'Control+x': 'cut', 'Control+v': 'paste' };

/** @param {string} chord @returns {{ modifiers: string[], key: string }} */
function split(chord) {
  const parts = chord === '+' ? ['+'] : chord.split('+');
  const key = parts.pop() ?? '';
  for (const part of parts) if (!MODIFIERS[part]) throw new Error(`unknown modifier ${part} in ${chord}`);
  if (key.length > 1 && !NAMED[key]) throw new Error(`unknown key ${key} in ${chord}`);
  return { modifiers: parts, key };
}

/** Parameters of the DevTools protocol's key-down event. @param {string} chord */
export function devtoolsKey(chord) {
  const { modifiers, key } = split(chord);
  const bits = modifiers.reduce((sum, name) => sum | MODIFIERS[name].bit, 0);
  const named = NAMED[key];
  const typed = key === 'Enter' ? '\r' : key === 'Space' ? ' ' : named ? '' : key;
  const plain = (bits & ~MODIFIERS.Shift.bit) === 0;
  const letter = /^[a-z]$/i.test(key);
  /** @type {Record<string, unknown>} */
  const event = {
    modifiers: bits,
    key: key === 'Space' ? ' ' : letter && bits & MODIFIERS.Shift.bit ? key.toUpperCase() : key,
    code: named ? key : letter ? `Key${key.toUpperCase()}` : /^\d$/.test(key) ? `Digit${key}` : '',
    windowsVirtualKeyCode: named ? named.code : letter || /^\d$/.test(key) ? key.toUpperCase().charCodeAt(0) : 0,
  };
  if (plain && typed) event.text = letter && bits ? typed.toUpperCase() : typed;
  const command = COMMANDS[chord];
  if (command) event.commands = [command];
  return event;
}

/** W3C actions of one chord. @param {string} chord */
export function webdriverActions(chord) {
  const { modifiers, key } = split(chord);
  const held = modifiers.map((name) => MODIFIERS[name].webdriver);
  const upper = modifiers.includes('Shift') && modifiers.length === 1;
  const value = NAMED[key] ? NAMED[key].webdriver : upper ? key.toUpperCase() : key;
  const actions = [
    ...held.map((value) => ({ type: 'keyDown', value })),
    { type: 'keyDown', value },
    { type: 'keyUp', value },
    ...held.reverse().map((value) => ({ type: 'keyUp', value })),
  ];
  return [{ type: 'key', id: 'keyboard', actions }];
}

/** W3C actions of a whole text, newlines as Enter. @param {string} text */
export function webdriverText(text) {
  const actions = [...text].flatMap((character) => {
    const value = character === '\n' ? NAMED.Enter.webdriver : character === '\t' ? NAMED.Tab.webdriver : character;
    return [{ type: 'keyDown', value }, { type: 'keyUp', value }];
  });
  return [{ type: 'key', id: 'keyboard', actions }];
}
