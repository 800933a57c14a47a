/** The ways an activity is given away, one component each. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { ZipEntry } from "../../core/app";
import { sizeFromBytes } from "../../i18n";
import { useUi } from "../ui";
import { listOf, pageOf } from "./page-of";
import type { Ready } from "./publish";
import type { QrCode } from "./qr-code";
import {
  type Fit,
  fitOf,
  LARGEST_QR,
  pageAddress,
  reachOf,
  rememberedSite,
  rememberSite,
  siteFrom,
  slugOf,
} from "./site";
import { useAuthoringWords } from "./words";

/** The site that links lead to: the page's own where others can open it, else the one written down. */
function useSite(): { site: string; asked: boolean; write(text: string): boolean } {
  const own = pageAddress(window.location.href);
  const asked = reachOf(own) === "device";
  const [written, setWritten] = useState(() => siteFrom(rememberedSite()));
  return {
    site: asked ? (written ?? own) : own,
    asked,
    write(text) {
      const site = text.trim() === "" ? undefined : siteFrom(text);
      if (text.trim() !== "" && site === undefined) return false;
      rememberSite(site ?? "");
      setWritten(site);
      return true;
    },
  };
}

function SiteField({ use }: { use: ReturnType<typeof useSite> }) {
  const own = useAuthoringWords();
  const [bad, setBad] = useState(false);
  const reach = reachOf(use.site);
  const [first] = useState(reach === "device" ? "" : use.site);
  if (!use.asked) return reach === "network" ? <p class="quiet">{own.siteLan}</p> : null;
  return (
    <>
      <label class="field">
        <span>{own.siteLabel}</span>
        <input
          type="text"
          inputMode="url"
          autocomplete="url"
          spellcheck={false}
          data-testid="site-address"
          defaultValue={first}
          placeholder="https://"
          aria-invalid={bad}
          onInput={(event) => {
            const known = use.write(event.currentTarget.value);
            if (known) setBad(false);
          }}
          onBlur={(event) => setBad(!use.write(event.currentTarget.value))}
        />
      </label>
      {bad ? (
        <p role="alert" class="publish-warning">
          {own.siteBad}
        </p>
      ) : (
        reach === "device" && (
          <p class="publish-warning" data-testid="own-device">
            {own.siteOwn}
          </p>
        )
      )}
      {reach === "network" && <p class="quiet">{own.siteLan}</p>}
    </>
  );
}

export function LinkWay({ ready }: { ready: Ready }) {
  const ui = useUi();
  const own = useAuthoringWords();
  const use = useSite();
  const field = useRef<HTMLTextAreaElement>(null);
  const link = `${use.site}#${ready.fragment}`;
  const fit = fitOf(link);

  const copy = async () => {
    field.current?.select();
    try {
      await window.navigator.clipboard.writeText(link);
      ui.toast(own.copied);
    } catch {
      // Plain http has no clipboard, old engines neither.
      ui.toast(document.execCommand("copy") ? own.copied : own.copyFailed);
    }
  };
  const { share } = window.navigator;

  return (
    <div data-testid="link-way">
      <p class="quiet">{own.linkHint}</p>
      <SiteField use={use} />
      <label class="field">
        <span>{own.linkLabel}</span>
        <textarea
          ref={field}
          rows={3}
          readOnly
          class="publish-link"
          data-testid="activity-link"
          value={link}
          onFocus={(event) => event.currentTarget.select()}
        />
      </label>
      <div class="authoring-actions">
        <button
          type="button"
          class="button button-primary"
          data-testid="copy-link"
          onClick={() => void copy()}
        >
          {own.copyLink}
        </button>
        {typeof share === "function" && (
          <button
            type="button"
            class="button"
            data-testid="share-link"
            onClick={() => {
              // Who changes their mind has refused nothing.
              share
                .call(window.navigator, { title: ready.look.title, url: link })
                .catch(() => undefined);
            }}
          >
            {own.share}
          </button>
        )}
      </div>
      <Meter fit={fit} length={link.length} ready={ready} />
    </div>
  );
}

/** Where each fit ends on the gauge, which grows as lengths are felt: by factors. */
const GAUGE_END = Math.log(40_000);
const GAUGE_START = Math.log(150);

function Meter({ fit, length, ready }: { fit: Fit; length: number; ready: Ready }) {
  const ui = useUi();
  const own = useAuthoringWords();
  const language = ui.language.value;
  const share = (Math.log(length) - GAUGE_START) / (GAUGE_END - GAUGE_START);
  const { files } = ready.look;
  const heavy = files.slice().sort((a, b) => b.content.length - a.content.length);
  const total = files.reduce((sum, file) => sum + file.content.length, 0);
  return (
    <div class={`meter meter-${fit}`} data-testid="link-meter" data-fit={fit}>
      <div class="meter-bar" aria-hidden="true">
        <span style={{ width: `${Math.round(100 * Math.min(1, Math.max(0.03, share)))}%` }} />
      </div>
      <p>
        <strong>{own.characters(length.toLocaleString(language))}</strong> {own.meter[fit]}
      </p>
      {(fit === "long" || fit === "impossible" || (fit === "message" && total > 0)) && (
        <p class="quiet" data-testid="link-heavy">
          {total > length / 4
            ? own.heavyFiles(
                heavy
                  .slice(0, 3)
                  .map((file) => file.path)
                  .join(", "),
                sizeFromBytes(total, language),
              )
            : own.heavyText(ready.cells)}
        </p>
      )}
    </div>
  );
}

export function QrWay({ ready }: { ready: Ready }) {
  const ui = useUi();
  const own = useAuthoringWords();
  const use = useSite();
  const link = `${use.site}#${ready.fragment}`;
  const fits = link.length <= LARGEST_QR;
  const [known, setKnown] = useState<typeof import("./qr-code") | undefined>(undefined);
  const [large, setLarge] = useState(false);
  const [sheets, setSheets] = useState(0);
  const opener = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!fits || known) return;
    let live = true;
    import("./qr-code").then(
      (module) => {
        if (live) setKnown(module);
      },
      () => ui.toast(ui.words.value.viewUnavailable, { kind: "problem" }),
    );
    return () => {
      live = false;
    };
  }, [fits]);

  // The sheet is on the page while it is printed.
  useEffect(() => {
    if (sheets === 0) return;
    const { dataset } = document.documentElement;
    const end = () => {
      delete dataset.sheet;
    };
    dataset.sheet = "";
    window.addEventListener("afterprint", end);
    window.print();
    return () => {
      window.removeEventListener("afterprint", end);
      end();
    };
  }, [sheets]);

  if (!fits) {
    return (
      <div data-testid="qr-way">
        <p data-testid="qr-too-long">{own.qrTooLong}</p>
      </div>
    );
  }
  const code = known?.qrCode(link);
  const { title } = ready.look;
  const name = slugOf(title);
  const picture = (of: QrCode) => (
    <svg
      class="qr"
      viewBox={`0 0 ${of.width} ${of.width}`}
      shape-rendering="crispEdges"
      role="img"
      aria-label={own.qrAlt(title)}
      data-testid="qr"
    >
      <path fill="#fff" d={`M0 0h${of.width}v${of.width}H0z`} />
      <path fill="#000" d={of.path} />
    </svg>
  );
  const endLarge = () => {
    setLarge(false);
    opener.current?.focus();
  };
  const savePng = async (of: QrCode) => {
    const png = await known?.pngOf(of);
    if (png) ui.app.saveFile(`${name}.png`, png);
  };

  return (
    <div data-testid="qr-way">
      <SiteField use={use} />
      {code && known && (
        <>
          {picture(code)}
          <p class="quiet">{own.meter[fitOf(link)]}</p>
          <div class="authoring-actions">
            <button
              type="button"
              ref={opener}
              class="button button-primary"
              data-testid="project-qr"
              onClick={() => setLarge(true)}
            >
              {own.project}
            </button>
            <button
              type="button"
              class="button"
              data-testid="print-qr"
              onClick={() => setSheets(sheets + 1)}
            >
              {own.print}
            </button>
            <button
              type="button"
              class="button"
              data-testid="save-svg"
              onClick={() =>
                ui.app.saveFile(
                  `${name}.svg`,
                  new Blob([known.svgText(code)], { type: "image/svg+xml" }),
                )
              }
            >
              {own.saveSvg}
            </button>
            <button
              type="button"
              class="button"
              data-testid="save-png"
              onClick={() => void savePng(code)}
            >
              {own.savePng}
            </button>
          </div>
          {large && (
            <div
              class="qr-large"
              data-testid="qr-large"
              onKeyDown={(event) => {
                if (event.key !== "Escape" && event.key !== "Tab") return;
                // There is one thing to press.
                event.preventDefault();
                event.stopPropagation();
                if (event.key === "Escape") endLarge();
              }}
            >
              <h3>{title}</h3>
              {picture(code)}
              <p>{own.qrInstruction}</p>
              <button
                type="button"
                class="button"
                data-testid="end-project"
                ref={(button) => button?.focus()}
                onClick={endLarge}
              >
                {own.projectEnd}
              </button>
            </div>
          )}
          {sheets > 0 && (
            <div class="qr-sheet">
              <h1>{title}</h1>
              {picture(code)}
              <p>{own.qrInstruction}</p>
              <p class="qr-site">{use.site}</p>
            </div>
          )}
        </>
      )}
    </div>
  );
}

export function FileWay({ ready }: { ready: Ready }) {
  const ui = useUi();
  const own = useAuthoringWords();
  const { files } = ready.look;

  const save = async () => {
    const shapes = await ui.app.activities.shapes();
    const { name, text } = shapes.notebook(ready.packet);
    if (files.length === 0) {
      ui.app.saveFile(name, text);
      ui.toast(own.downloaded(name));
      return;
    }
    const folder = name.replace(/\.ipynb$/, "");
    const entries: ZipEntry[] = [
      { path: `${folder}/${name}`, content: text },
      ...files.map((file) => ({ ...file, path: `${folder}/${file.path}` })),
    ];
    ui.app.saveFile(`${folder}.zip`, shapes.zip(entries));
    ui.toast(own.downloaded(`${folder}.zip`));
  };

  return (
    <div data-testid="file-way">
      <p>{own.fileHint}</p>
      {files.length > 0 && <p class="quiet">{own.fileWithFiles}</p>}
      <div class="authoring-actions">
        <button
          type="button"
          class="button button-primary"
          data-testid="save-activity-file"
          onClick={() => void save()}
        >
          {own.saveFile}
        </button>
      </div>
    </div>
  );
}

export function FolderWay({ ready }: { ready: Ready }) {
  const ui = useUi();
  const own = useAuthoringWords();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const use = useSite();

  const save = async (withPage: boolean) => {
    setBusy(true);
    setFailed(false);
    try {
      const { look, packet, fragment } = ready;
      const language = ui.language.value;
      const shapes = await ui.app.activities.shapes();
      const slug = slugOf(look.title);
      const cells = shapes.cells(packet, look.facts.language === "en" ? "en" : language);
      const page = (open: string) => pageOf({ look, cells, open, language, words: own });
      // Beside a page, the activity is read where it lies: a later version takes its place.
      const beside = reachOf(use.site) === "device";
      const folder = `activities/${slug}`;
      const zip = withPage
        ? await shapes.classSite(packet, look, {
            slug,
            page: page(`../../index.html#/activity/${slug}`),
            list: listOf({ look, slug, language, words: own }),
          })
        : shapes.zip([
            {
              path: `${folder}/index.html`,
              content: page(
                beside ? `../../index.html?from=${folder}/activity.bin` : `${use.site}#${fragment}`,
              ),
            },
            { path: `${folder}/activity.bin`, content: packet },
            ...look.files
              // The packet has those that would be in the way.
              .filter((file) => !/^(index\.html|activity\.bin)$/i.test(file.path))
              .map((file) => ({ ...file, path: `${folder}/${file.path}` })),
          ]);
      ui.app.saveFile(`${slug}.zip`, zip);
      ui.toast(own.downloaded(`${slug}.zip`));
    } catch (error) {
      console.warn(error);
      setFailed(true);
    }
    setBusy(false);
  };

  return (
    <div data-testid="folder-way">
      <p>{own.folderHint}</p>
      <div class="authoring-actions">
        <button
          type="button"
          class="button button-primary"
          data-testid="save-folder"
          disabled={busy}
          onClick={() => void save(false)}
        >
          {own.saveFolder}
        </button>
        <button
          type="button"
          class="button"
          data-testid="save-folder-page"
          disabled={busy}
          onClick={() => void save(true)}
        >
          {own.saveFolderPage}
        </button>
      </div>
      <p class="quiet">{own.saveFolderPageHint}</p>
      {failed && (
        <p role="alert" class="publish-warning">
          {own.folderFailed}
        </p>
      )}
    </div>
  );
}
