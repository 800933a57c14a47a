/** "Does this computer suit?": what lessons need, tried one by one, with a report for whoever can help. */
import { useEffect, useState } from "preact/hooks";
import type { Check, SelfTest as Tested, Verdict } from "../../core/app";
import { type Language, sizeFromBytes } from "../../i18n";
import { type AboutWords, aboutWords } from "../../i18n/about";
import { Icon, type IconName } from "../icons";
import { Banner } from "../parts";
import { useUi, useWords } from "../ui";
import { AboutPage } from "./page";

const ICONS: Record<Verdict, IconName> = {
  good: "done",
  fair: "warning",
  bad: "error",
  unknown: "more",
};

export function SelfTest() {
  const ui = useUi();
  const page = useWords();
  const language = ui.language.value;
  const words = aboutWords[language];
  const [tested, setTested] = useState<Tested | undefined>(undefined);
  const [failed, setFailed] = useState(false);

  const run = () => {
    setTested(undefined);
    setFailed(false);
    ui.app.selfTest().then(setTested, () => setFailed(true));
  };
  useEffect(run, [ui]);

  const report = () => reportText(tested?.checks ?? [], words, language);
  const copy = () => {
    const text = report();
    // Without a secure context there is no clipboard to write to; the text can be selected.
    const copied = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error("none"));
    copied.then(
      () => ui.toast(words.copied),
      () => ui.toast(page.exportFailed, { kind: "problem" }),
    );
  };

  return (
    <AboutPage title={words.checkTitle}>
      <p>{words.checkIntro}</p>
      {failed && (
        <Banner kind="problem" title={words.checkFailed}>
          <p />
        </Banner>
      )}
      <div role="status" data-testid="self-test" data-verdict={tested?.overall}>
        {tested === undefined ? (
          !failed && <p>{words.checking}</p>
        ) : (
          <p class={`check-all check-${tested.overall}`}>
            <Icon name={ICONS[tested.overall]} />
            <strong>{words.overall[tested.overall]}</strong>
          </p>
        )}
      </div>
      {tested && (
        <ul class="checks">
          {tested.checks.map(({ name, verdict, value }) => (
            <li
              key={name}
              class={`check check-${verdict}`}
              data-check={name}
              data-verdict={verdict}
            >
              <Icon name={ICONS[verdict]} />
              <div>
                <h2>
                  {words.check[name]} <span class="check-verdict">{words.verdict[verdict]}</span>
                </h2>
                <p>
                  {words[verdict][name]} {valueText(name, value, language)}
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
      <p class="about-actions">
        <button type="button" class="button" onClick={run} disabled={!tested && !failed}>
          {words.again}
        </button>
      </p>
      {tested && (
        <>
          <h2>{words.report}</h2>
          <pre class="check-report" data-testid="check-report" tabIndex={0}>
            {report()}
          </pre>
          <p class="about-actions">
            <button type="button" class="button" onClick={copy}>
              {words.copy}
            </button>
            <button
              type="button"
              class="button"
              onClick={() => ui.app.saveFile("ardoise.txt", report())}
            >
              {words.save}
            </button>
          </p>
        </>
      )}
    </AboutPage>
  );
}

function valueText(name: Check["name"], value: number | undefined, language: Language): string {
  if (value === undefined) return "";
  if (name === "clock") return value < 60_000 ? "" : `(${Math.round(value / 60_000)} min)`;
  if (name === "speed" || name === "storage") return `(${Math.round(value)} ms)`;
  return `(${sizeFromBytes(value, language)})`;
}

/** About the machine and the browser only. */
function reportText(checks: readonly Check[], words: AboutWords, language: Language): string {
  const lines = checks.map(
    ({ name, verdict, value }) =>
      `${words.check[name]}: ${words.verdict[verdict]} ${valueText(name, value, language)}`,
  );
  const { userAgent, languages, hardwareConcurrency } = navigator;
  const { screen, location } = window;
  return [
    `Ardoise, ${new Date().toISOString()}`,
    `${location.protocol}//${location.host}`,
    userAgent,
    `${screen.width} × ${screen.height}, ${hardwareConcurrency} cores, ${languages.join(" ")}`,
    "",
    ...lines,
  ].join("\n");
}
