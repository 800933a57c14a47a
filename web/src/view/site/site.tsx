/**
 * The activities of the page's own site: a shelf on the start screen, the whole catalogue with its
 * search, and the opening of one. Fetched when there is a catalogue to show.
 */
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Site, SiteActivity } from "../../core/app";
import { PacketError } from "../../core/errors";
import { levelName } from "../../i18n/levels";
import { siteWords } from "../../i18n/site";
import { Logo } from "../library/library";
import { Banner } from "../parts";
import { go, hashFromRoute } from "../router";
import { useUi, useWords } from "../ui";
import style from "./catalogue.css?inline";
import { found, inUnits } from "./find";

/** So many are on the shelf of the start screen. */
const SHELF = 6;

function useSiteWords() {
  return siteWords[useUi().language.value];
}

interface Loaded {
  site: Site;
  activities: readonly SiteActivity[];
}

/** The catalogue; `failed` when it cannot be had. */
function useCatalogue(): Loaded | "failed" | undefined {
  const { site } = useUi().app;
  const [loaded, setLoaded] = useState<Loaded | "failed" | undefined>(undefined);
  useEffect(() => {
    let live = true;
    const load = async (): Promise<Loaded | "failed"> => {
      if (site === undefined) return "failed";
      const opened = await site();
      return { site: opened, activities: await opened.list() };
    };
    load()
      .catch(() => "failed" as const)
      .then((result) => {
        if (live) setLoaded(result);
      });
    return () => {
      live = false;
    };
  }, [site]);
  return loaded;
}

/** The first activities, for the start screen. Without a catalogue, nothing. */
export function SiteShelf() {
  const words = useSiteWords();
  const loaded = useCatalogue();
  if (loaded === undefined || loaded === "failed" || loaded.activities.length === 0) return null;
  const more = loaded.activities.length > SHELF;
  return (
    <section class="catalogue-shelf" aria-labelledby="shelf-title" data-testid="site-shelf">
      <style>{style}</style>
      <h2 id="shelf-title">{words.shelf}</h2>
      <Cards site={loaded.site} activities={loaded.activities.slice(0, SHELF)} under />
      {more && (
        <p>
          <a class="button" href={hashFromRoute({ view: "catalogue" })}>
            {words.all} ({loaded.activities.length})
          </a>
        </p>
      )}
    </section>
  );
}

/** `under`: a heading stands above them. */
function Cards(props: { site: Site; activities: readonly SiteActivity[]; under: boolean }) {
  const { site, activities } = props;
  const ui = useUi();
  const words = useSiteWords();
  const Heading = props.under ? "h3" : "h2";
  return (
    <ul class="cards">
      {activities.map((one) => (
        <li key={one.slug} class="card catalogue-card" lang={one.language || undefined}>
          <img class="catalogue-picture" src={site.picture(one)} alt="" loading="lazy" />
          <div class="card-body">
            <Heading class="card-title">
              <a
                class="card-link"
                href={hashFromRoute({ view: "activity", slug: one.slug })}
                data-testid="site-activity"
              >
                {one.title}
              </a>
            </Heading>
            {one.summary && <p class="card-excerpt">{one.summary}</p>}
            <p class="card-facts">
              {[
                one.levels.map((level) => levelName(level, ui.language.value)).join(", "),
                one.subject,
                one.session > 0 ? words.session(one.session) : "",
                one.minutes > 0 ? words.minutes(one.minutes) : "",
                one.authors.length > 0 ? words.by(one.authors.join(", ")) : "",
                one.licence,
              ]
                .filter((fact) => fact !== "")
                .join(" · ")}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

export function Catalogue() {
  const ui = useUi();
  const page = useWords();
  const words = useSiteWords();
  const loaded = useCatalogue();
  const [search, setSearch] = useState("");
  const [level, setLevel] = useState("");
  const [subject, setSubject] = useState("");
  const [texts, setTexts] = useState<Readonly<Record<string, string>> | undefined>(undefined);

  useEffect(() => {
    document.title = `${words.title} – ${page.appName}`;
  }, [words, page]);

  const known = loaded === "failed" ? undefined : loaded;
  useEffect(() => {
    if (search === "" || texts !== undefined || known === undefined) return;
    // Titles are searched meanwhile, and alone when the words cannot be had.
    known.site.words().then(setTexts, () => setTexts({}));
  }, [search !== "", known]);

  const activities = known?.activities ?? [];
  const levels = useMemo(() => unique(activities.flatMap((one) => one.levels)), [activities]);
  const subjects = useMemo(() => unique(activities.map((one) => one.subject)), [activities]);
  const shown = found(activities, texts ?? {}, { search, level, subject });
  const units = inUnits(shown);

  useEffect(() => {
    if (search || level || subject) ui.say(words.found(shown.length));
  }, [search, level, subject, shown.length]);

  return (
    <>
      <style>{style}</style>
      <header class="slate">
        <div class="slate-row">
          <Logo />
          <h1 class="title">{words.title}</h1>
        </div>
      </header>
      <main class="page" id="content" tabIndex={-1} aria-busy={loaded === undefined}>
        {loaded === "failed" && (
          <Banner kind="problem" title={words.noCatalogue}>
            <p>{words.unreachableHint}</p>
          </Banner>
        )}
        <search class="catalogue-bar">
          <label class="field field-search">
            <span class="visually-hidden">{words.search}</span>
            <input
              type="search"
              placeholder={words.search}
              value={search}
              data-testid="catalogue-search"
              onInput={(event) => setSearch(event.currentTarget.value)}
            />
          </label>
          <Choice
            label={words.level}
            value={level}
            options={levels.map((code) => [code, levelName(code, ui.language.value)])}
            onChange={setLevel}
          />
          <Choice
            label={words.subject}
            value={subject}
            options={subjects.map((name) => [name, name])}
            onChange={setSubject}
          />
        </search>
        {known && <p class="quiet">{words.found(shown.length)}</p>}
        {known &&
          units.map(([unit, list]) => {
            const title = unit || (units.length > 1 ? words.others : "");
            return (
              <section key={unit}>
                {title && <h2>{title}</h2>}
                <Cards site={known.site} activities={list} under={title !== ""} />
              </section>
            );
          })}
      </main>
    </>
  );
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].filter((value) => value !== "");
}

function Choice(props: {
  label: string;
  value: string;
  options: [value: string, label: string][];
  onChange(value: string): void;
}) {
  const words = useSiteWords();
  if (props.options.length < 2) return null;
  return (
    <label class="field">
      {props.label}{" "}
      <select value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)}>
        <option value="">{words.any}</option>
        {props.options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Makes this device's copy of an activity, or finds it, and goes there. */
export function TakeActivity({ slug }: { slug: string }) {
  const ui = useUi();
  const page = useWords();
  const words = useSiteWords();
  const [problem, setProblem] = useState<string | undefined>(undefined);

  const take = async (): Promise<void> => {
    setProblem(undefined);
    try {
      const site = await ui.app.site?.();
      if (site === undefined) throw new PacketError("notAnActivity");
      const taken = await ui.app.activities.take(await site.packet(slug));
      if (taken.type === "taken") {
        // Back leads to where one came from, not here again.
        window.location.replace(hashFromRoute({ view: "notebook", id: taken.id }));
      } else if (taken.type === "failed") {
        setProblem(words.notStored);
      } else {
        setProblem(taken.reason === "tooNew" ? words.tooNew : words.refused);
      }
    } catch (error) {
      setProblem(error instanceof PacketError ? words.refused : words.unreachableHint);
    }
  };
  useEffect(() => {
    void take();
  }, [slug]);

  return (
    <main class="page" id="content" tabIndex={-1} aria-busy={problem === undefined}>
      <h1 class="quiet">{problem === undefined ? words.opening : words.unreachable}</h1>
      {problem !== undefined && (
        <Banner
          kind="problem"
          title={words.unreachable}
          actions={
            <>
              <button type="button" class="button button-primary" onClick={() => void take()}>
                {page.retry}
              </button>
              <button type="button" class="button" onClick={() => go({ view: "library" })}>
                {page.toLibrary}
              </button>
            </>
          }
        >
          <p>{problem}</p>
        </Banner>
      )}
    </main>
  );
}
