/**
 * The page that asks who is there, on a computer that several people share. It stands alone: no
 * notebook, no engine and no other view is behind it. Start with `StartScreen`.
 */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Profile, Profiles } from "../../core/app";
import type { Language } from "../../i18n";
import { type ProfileWords, profileWords } from "../../i18n/profiles";
import { Icon } from "../icons";
import { CodePad } from "./code-pad";
import { displayName, looksOf } from "./looks";
import { NameField } from "./name-field";
import { freeLooks, type Look, lookName, Portrait } from "./portrait";
import "./style";

export interface StartProps {
  profiles: Profiles;
  language: Language;
  /** Everything is to be erased first. */
  wiping: boolean;
  /** Somebody has come in: the page begins anew. */
  entered(): void;
}

type Step =
  | { step: "who" }
  | { step: "new" }
  | { step: "pair" }
  | { step: "code"; profile: Profile };

export function StartScreen({ profiles, language, wiping, entered }: StartProps) {
  const words = profileWords[language];
  const [list, setList] = useState<readonly Profile[] | undefined>(undefined);
  const [step, setStep] = useState<Step>({ step: "who" });
  const [failed, setFailed] = useState(false);
  const [wiped, setWiped] = useState(false);

  useEffect(() => {
    document.title = "Ardoise";
  }, []);

  const attempt = (action: () => Promise<void>) => {
    setFailed(false);
    action().catch((error: unknown) => {
      console.error(error);
      setFailed(true);
    });
  };
  const look = () =>
    attempt(async () => {
      if (wiping) {
        await profiles.eraseAll();
        setWiped(true);
        return;
      }
      await profiles.erase();
      setList(await profiles.list());
    });
  useEffect(look, []);

  const enter = (profile: Profile) => {
    if (profile.lock !== undefined) setStep({ step: "code", profile });
    else attempt(() => profiles.open(profile.id).then(entered));
  };
  const back = () => setStep({ step: "who" });

  if (wiping) {
    return (
      <Screen title={wiped ? words.wiped : words.wiping}>
        {failed && <Failed words={words} retry={look} />}
        {wiped && (
          <button
            type="button"
            class="button button-primary"
            data-testid="wiped"
            onClick={() => window.location.reload()}
          >
            {words.wipedOpen}
          </button>
        )}
      </Screen>
    );
  }
  if (failed || list === undefined) {
    return <Screen title={words.who}>{failed && <Failed words={words} retry={look} />}</Screen>;
  }
  switch (step.step) {
    case "code":
      return (
        <Locked
          profile={step.profile}
          profiles={profiles}
          all={list}
          words={words}
          back={back}
          entered={entered}
        />
      );
    case "new":
      return (
        <Screen title={words.newTitle} hint={words.newHint} back={back} words={words}>
          <Newcomer profiles={profiles} list={list} words={words} enter={enter} attempt={attempt} />
        </Screen>
      );
    case "pair":
      return (
        <Screen title={words.pairTitle} hint={words.pairHint} back={back} words={words}>
          <Pair profiles={profiles} list={list} words={words} enter={enter} attempt={attempt} />
        </Screen>
      );
    case "who":
      if (list.length === 0) {
        return (
          <Screen title={words.first} hint={words.firstHint}>
            <Newcomer
              profiles={profiles}
              list={list}
              words={words}
              enter={enter}
              attempt={attempt}
            />
          </Screen>
        );
      }
      return (
        <Screen title={words.who} hint={words.whoHint}>
          <ul class="people" data-testid="people">
            {list.map((profile) => (
              <li key={profile.id}>
                <Person profile={profile} all={list} words={words} onPress={() => enter(profile)} />
              </li>
            ))}
          </ul>
          <div class="people-more">
            <More
              icon="plus"
              label={words.newcomer}
              testid="newcomer"
              onPress={() => setStep({ step: "new" })}
            />
            <More
              icon="people"
              label={words.pair}
              hint={persons(list).length < 2 ? words.pairFew : undefined}
              testid="pair"
              disabled={persons(list).length < 2}
              onPress={() => setStep({ step: "pair" })}
            />
            <More
              icon="history"
              label={words.lesson}
              hint={words.lessonHint}
              testid="lesson"
              onPress={() =>
                attempt(async () => {
                  const [look] = freeLooks(list);
                  const made = await profiles.add({
                    kind: "class",
                    name: "",
                    picture: look?.picture ?? "star",
                    colour: look?.colour ?? 0,
                    members: [],
                  });
                  enter(made);
                })
              }
            />
          </div>
        </Screen>
      );
  }
}

function persons(list: readonly Profile[]): Profile[] {
  return list.filter(({ kind, id }) => kind === "person" && id !== "");
}

function Screen(props: {
  title: string;
  hint?: string;
  back?: () => void;
  words?: ProfileWords;
  children: ComponentChildren;
}) {
  return (
    <main class="page start" id="content" tabIndex={-1} data-testid="start">
      {props.back && (
        <button type="button" class="button start-back" onClick={props.back}>
          <Icon name="back" />
          {props.words?.back}
        </button>
      )}
      <h1>{props.title}</h1>
      {props.hint && <p class="start-hint">{props.hint}</p>}
      {props.children}
    </main>
  );
}

function Failed({ words, retry }: { words: ProfileWords; retry(): void }) {
  return (
    <div role="alert">
      <p>{words.failed}</p>
      <button type="button" class="button" onClick={retry}>
        {words.retry}
      </button>
    </div>
  );
}

function Person(props: {
  profile: Profile;
  all: readonly Profile[];
  words: ProfileWords;
  chosen?: boolean;
  onPress(): void;
}) {
  const { profile, all, words, chosen } = props;
  const name = displayName(profile, words);
  const label = `${words.openIt(name)}${profile.lock ? `, ${words.locked}` : ""}`;
  return (
    <button
      type="button"
      class="person"
      aria-label={chosen === undefined ? label : name}
      aria-pressed={chosen}
      data-testid="person"
      data-kind={profile.kind}
      onClick={props.onPress}
    >
      <Portrait looks={looksOf(profile, all)} />
      <span class="person-name">{name}</span>
      {profile.lock && (
        <span class="person-lock" aria-hidden="true">
          ●●●
        </span>
      )}
    </button>
  );
}

function More(props: {
  icon: "plus" | "people" | "history";
  label: string;
  hint?: string | undefined;
  disabled?: boolean;
  testid: string;
  onPress(): void;
}) {
  return (
    <button
      type="button"
      class="choice"
      data-testid={props.testid}
      disabled={props.disabled}
      onClick={props.onPress}
    >
      <Icon name={props.icon} />
      <strong>{props.label}</strong>
      {props.hint && <span>{props.hint}</span>}
    </button>
  );
}

interface MakingProps {
  profiles: Profiles;
  list: readonly Profile[];
  words: ProfileWords;
  enter(profile: Profile): void;
  attempt(action: () => Promise<void>): void;
}

/** One touch makes a profile; a name may be written before. */
function Newcomer({ profiles, list, words, enter, attempt }: MakingProps) {
  const [name, setName] = useState("");
  const make = (look: Look) =>
    attempt(async () => {
      enter(await profiles.add({ kind: "person", name: name.trim(), ...look, members: [] }));
    });
  return (
    <>
      <NameField name={name} words={words} class="start-name" onName={setName} />
      <ul class="people">
        {freeLooks(list).map((look) => (
          <li key={look.picture}>
            <button
              type="button"
              class="person"
              data-testid="look"
              aria-label={lookName(look, words)}
              onClick={() => make(look)}
            >
              <Portrait looks={[look]} />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Pair({ profiles, list, words, enter, attempt }: MakingProps) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const press = (id: string) => {
    const now = chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id];
    setChosen(now);
    if (now.length < 2) return;
    attempt(async () => {
      const same = (pair: Profile) =>
        pair.kind === "pair" && now.every((id) => pair.members.includes(id));
      const [one, other] = now.map((id) => list.find((profile) => profile.id === id));
      if (one === undefined || other === undefined) return;
      const name = words.namePair(displayName(one, words), displayName(other, words));
      enter(
        list.find(same) ??
          (await profiles.add({
            kind: "pair",
            name: one.name && other.name ? name : "",
            picture: one.picture,
            colour: one.colour,
            members: [...now],
          })),
      );
    });
  };
  return (
    <ul class="people">
      {persons(list).map((profile) => (
        <li key={profile.id}>
          <Person
            profile={profile}
            all={list}
            words={words}
            chosen={chosen.includes(profile.id)}
            onPress={() => press(profile.id)}
          />
        </li>
      ))}
    </ul>
  );
}

function Locked(props: {
  profile: Profile;
  profiles: Profiles;
  all: readonly Profile[];
  words: ProfileWords;
  back(): void;
  entered(): void;
}) {
  const { profile, profiles, words } = props;
  const [problem, setProblem] = useState("");
  const [waitsUntil, setWaitsUntil] = useState(profile.waitsUntil ?? 0);
  const [now, setNow] = useState(Date.now());
  const waits = waitsUntil > now;

  useEffect(() => {
    if (!waits) return;
    const timer = window.setInterval(() => setNow(Date.now()), 1000);
    return () => window.clearInterval(timer);
  }, [waits]);

  const onCode = async (code: string) => {
    setProblem("");
    try {
      if (await profiles.openLocked(profile.id, code)) {
        props.entered();
        return;
      }
      const again = (await profiles.list()).find(({ id }) => id === profile.id);
      setNow(Date.now());
      setWaitsUntil(again?.waitsUntil ?? 0);
      setProblem(words.codeWrong);
    } catch {
      setProblem(words.failed);
    }
  };

  return (
    <Screen title={words.code(displayName(profile, words))} back={props.back} words={words}>
      <div class="start-who">
        <Portrait looks={looksOf(profile, props.all)} />
      </div>
      <p class="start-hint">
        {profile.lock === "pictures" ? words.codePictures : words.codeDigits}
      </p>
      <p class="start-problem" role="alert" data-testid="code-problem">
        {waits ? words.codeWait(Math.ceil((waitsUntil - now) / 1000)) : problem}
      </p>
      <CodePad kind={profile.lock ?? "digits"} words={words} disabled={waits} onCode={onCode} />
      <p class="quiet">{words.codeForgotten}</p>
    </Screen>
  );
}
