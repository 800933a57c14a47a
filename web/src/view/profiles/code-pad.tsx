/** Where a code is touched or typed: four digits, or three pictures in their order. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { LockKind } from "../../core/app";
import type { ProfileWords } from "../../i18n/profiles";
import { PICTURES, Portrait, pictureName } from "./portrait";

const LENGTH: Record<LockKind, number> = { digits: 4, pictures: 3 };
const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"];
const SHOWN_PICTURES = PICTURES.slice(0, 9);

export interface CodePadProps {
  kind: LockKind;
  words: ProfileWords;
  disabled?: boolean;
  /** Called with a whole code; what was entered is gone when it resolves. */
  onCode(code: string): Promise<void>;
}

export function CodePad({ kind, words, disabled, onCode }: CodePadProps) {
  const [entered, setEntered] = useState<readonly string[]>([]);
  const [checking, setChecking] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const length = LENGTH[kind];
  const keys: readonly string[] = kind === "digits" ? DIGITS : SHOWN_PICTURES;

  useEffect(() => box.current?.focus(), [kind]);

  const enter = (key: string) => {
    if (disabled || checking) return;
    const now = [...entered, key];
    setEntered(now);
    if (now.length < length) return;
    setChecking(true);
    void onCode(now.join(" ")).finally(() => {
      setEntered([]);
      setChecking(false);
    });
  };
  const erase = () => setEntered(entered.slice(0, -1));

  return (
    <div
      class="code-pad"
      ref={box}
      role="group"
      tabIndex={-1}
      aria-label={kind === "digits" ? words.codeDigits : words.codePictures}
      data-testid="code-pad"
      onKeyDown={(event) => {
        if (kind === "digits" && /^[0-9]$/.test(event.key)) enter(event.key);
        else if (event.key === "Backspace") erase();
        else return;
        event.preventDefault();
      }}
    >
      <p class="code-dots" role="status">
        <span class="visually-hidden">{words.codeEntered(entered.length, length)}</span>
        {Array.from({ length }, (_, at) => (
          <span key={at} class={at < entered.length ? "code-dot code-dot-full" : "code-dot"} />
        ))}
      </p>
      <div class={`code-keys code-keys-${kind}`}>
        {keys.map((key) => (
          <button
            type="button"
            key={key}
            class="code-key"
            disabled={disabled || checking}
            data-key={key}
            onClick={() => enter(key)}
          >
            {kind === "digits" ? key : <PictureKey picture={key} words={words} />}
          </button>
        ))}
      </div>
      <button type="button" class="button" disabled={entered.length === 0} onClick={erase}>
        {words.codeErase}
      </button>
    </div>
  );
}

function PictureKey({ picture, words }: { picture: string; words: ProfileWords }) {
  const known = PICTURES.find((one) => one === picture) ?? "star";
  return (
    <>
      <Portrait looks={[{ picture, colour: PICTURES.indexOf(known) % 8 }]} />
      <span class="visually-hidden">{pictureName(known, words)}</span>
    </>
  );
}
