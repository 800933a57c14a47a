/** Sharing a notebook, and what there is to know once it is shared. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { RoomLinkStatus } from "../../core";
import type { RoomRole, RoomView } from "../../core/app";
import { sharingWords } from "../../i18n/sharing";
import type { NotebookModel } from "../notebook/model";
import { Action } from "../parts";
import { useUi, useWatched, useWords } from "../ui";
import { pageLink } from "./page-link";
import { ownName, setOwnName } from "./people";
import { QrPicture } from "./qr-picture";
import { findSiteRelay, isKnownRelay, relayAddress, reopenFor } from "./relays";
import style from "./sharing.css?inline";
import { ShowCodes } from "./show-codes";

type Own = (typeof sharingWords)["fr"];

export function SharingPanel({ model, close }: { model: NotebookModel; close(): void }) {
  const ui = useUi();
  const words = useWords();
  const own = sharingWords[ui.language.value];
  const head = useRef<HTMLHeadingElement>(null);
  const room = useWatched(model.open.sharing.room);
  // What had the focus goes when the notebook begins or ceases to be shared.
  const shared = room !== undefined;
  useEffect(() => head.current?.focus(), [shared]);
  const leave = () => {
    close();
    const cell = model.selection.peek().head;
    if (cell !== undefined) model.focus(cell, false);
  };

  return (
    <section
      class="sharing"
      aria-labelledby="sharing-title"
      data-testid="sharing-panel"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        leave();
      }}
    >
      <style>{style}</style>
      <div class="sharing-head">
        <h2 id="sharing-title" ref={head} tabIndex={-1}>
          {own.title}
        </h2>
        <Action icon="close" label={words.close} compact onPress={leave} testid="close-sharing" />
      </div>
      {room === undefined ? (
        <Begin model={model} own={own} />
      ) : (
        <Shared model={model} room={room} own={own} />
      )}
    </section>
  );
}

function Begin({ model, own }: { model: NotebookModel; own: Own }) {
  const ui = useUi();
  const [site, setSite] = useState<boolean | undefined>(undefined);
  const [other, setOther] = useState(false);
  const [address, setAddress] = useState("");
  const [bad, setBad] = useState(false);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    let live = true;
    findSiteRelay().then((found) => {
      if (!live) return;
      setSite(found);
      setOther(!found);
    });
    return () => {
      live = false;
    };
  }, []);

  const share = async () => {
    const relay = other ? relayAddress(address) : "";
    setBad(relay === undefined);
    if (relay === undefined) {
      field.current?.focus();
      return;
    }
    setBusy(true);
    try {
      await model.open.sharing.share([relay]);
      if (!isKnownRelay(relay)) reopenFor(relay);
    } catch {
      ui.toast(own.failed, { kind: "problem" });
    }
    setBusy(false);
  };

  return (
    <>
      <p>{own.intro}</p>
      {window.location.protocol === "http:" && !isLoopback() && (
        <p class="sharing-warning">{own.plain}</p>
      )}
      {site === undefined ? (
        <p class="quiet">{own.looking}</p>
      ) : (
        <fieldset class="sharing-relay">
          <legend>{own.relay}</legend>
          {site ? (
            <>
              <label class="sharing-choice">
                <input
                  type="radio"
                  name="relay"
                  checked={!other}
                  onChange={() => setOther(false)}
                />
                <span>{own.relayHere}</span>
              </label>
              <label class="sharing-choice">
                <input
                  type="radio"
                  name="relay"
                  checked={other}
                  onChange={() => setOther(true)}
                  data-testid="relay-other"
                />
                <span>{own.relayOther}</span>
              </label>
            </>
          ) : (
            <p>{own.noRelay}</p>
          )}
          {other && (
            <label class="field">
              <span>{own.relayAddress}</span>
              <input
                type="text"
                inputMode="url"
                spellcheck={false}
                placeholder="https://"
                value={address}
                aria-invalid={bad}
                aria-describedby={bad ? "relay-bad" : undefined}
                ref={field}
                data-testid="relay-address"
                onInput={(event) => {
                  setAddress(event.currentTarget.value);
                  setBad(false);
                }}
              />
            </label>
          )}
          {bad && (
            <p role="alert" class="sharing-warning" id="relay-bad" data-testid="relay-bad">
              {own.relayBad}
            </p>
          )}
        </fieldset>
      )}
      <button
        type="button"
        class="button button-primary"
        data-testid="share-notebook"
        disabled={site === undefined || busy}
        onClick={() => void share()}
      >
        {busy ? own.sharing : own.share}
      </button>
    </>
  );
}

function Shared({ model, room, own }: { model: NotebookModel; room: RoomView; own: Own }) {
  const ui = useUi();
  const { sharing } = model.open;
  const people = useWatched(sharing.people);
  const order = model.order.value;
  const { reach, links } = room.status;
  const ways: [RoomRole, string, string][] = [
    ["writes", own.linkWrites, own.linkWritesHint],
    ["reads", own.linkReads, own.linkReadsHint],
    ["orders", own.linkOrders, own.linkOrdersHint],
  ];

  return (
    <>
      <h3>{own.state}</h3>
      <p class="sharing-reach" data-testid="sharing-reach">
        <strong>{own.reach[reach]}.</strong> {own.reachHint[reach]}
      </p>
      {room.role === "reads" && <p>{own.readOnly}</p>}
      <ul class="sharing-relays">
        {links.map((link) => (
          <li key={link.address}>
            {own.relayState(link.address || own.siteRelay, own.linkState[link.state])}
            <Problem link={link} own={own} />
          </li>
        ))}
      </ul>
      <h3>{own.here}</h3>
      {people.length === 0 ? (
        <p>{own.alone}</p>
      ) : (
        <ul data-testid="sharing-people">
          {people.map(({ key, name, cell }) => {
            const number = cell === undefined ? 0 : order.indexOf(cell) + 1;
            return <li key={key}>{number > 0 ? `${name}, ${own.inCell(number)}` : name}</li>;
          })}
        </ul>
      )}
      <label class="field">
        <span>{own.name}</span>
        <input
          type="text"
          maxLength={40}
          value={ownName.value}
          data-testid="own-name"
          onInput={(event) => setOwnName(event.currentTarget.value)}
        />
      </label>
      <h3>{own.links}</h3>
      {ways.map(([role, title, hint]) => {
        const fragment = sharing.link(role);
        if (fragment === undefined) return null;
        return (
          <LinkToGive
            key={role}
            role={role}
            title={title}
            hint={hint}
            own={own}
            link={pageLink(fragment)}
          />
        );
      })}
      {room.role !== "reads" && <TakeAlong model={model} own={own} />}
      <h3>{own.stop}</h3>
      <p class="quiet">{own.leaveHint}</p>
      <button
        type="button"
        class="button"
        data-testid="leave-room"
        onClick={() => {
          sharing.leave().then(
            () => ui.toast(own.left),
            () => ui.toast(own.failed, { kind: "problem" }),
          );
        }}
      >
        {own.leave}
      </button>
    </>
  );
}

function TakeAlong({ model, own }: { model: NotebookModel; own: Own }) {
  const ui = useUi();
  const words = useWords();
  const save = async () => {
    const bytes = await model.open.sharing.file();
    if (bytes === undefined) throw new Error("nothing is shared");
    const title = model.status.peek().title || words.untitled;
    const name = `${title.replace(/[\\/:*?"<>|]/g, "-")}.ardoise`;
    ui.app.saveFile(name, new Blob([bytes as BlobPart]));
    ui.toast(own.fileSaved(name));
  };
  return (
    <>
      <h3>{own.file}</h3>
      <p class="quiet">{own.fileHint}</p>
      <button
        type="button"
        class="button"
        data-testid="save-room-file"
        onClick={() => {
          save().catch(() => ui.toast(own.failed, { kind: "problem" }));
        }}
      >
        {own.saveFile}
      </button>
      <ShowCodes model={model} />
    </>
  );
}

function Problem({ link, own }: { link: RoomLinkStatus; own: Own }) {
  if (link.problem === undefined) return null;
  const known = own.problem as Record<string, string>;
  return <p class="sharing-warning">{known[link.problem] ?? own.problem.other}</p>;
}

interface LinkProps {
  role: RoomRole;
  title: string;
  hint: string;
  link: string;
  own: Own;
}

function LinkToGive({ role, title, hint, link, own }: LinkProps) {
  const ui = useUi();
  const field = useRef<HTMLTextAreaElement>(null);
  const [code, setCode] = useState(false);
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
  return (
    <div class="sharing-link">
      <label class="field">
        <span>{title}</span>
        <textarea
          ref={field}
          rows={2}
          readOnly
          data-testid={`link-${role}`}
          value={link}
          onFocus={(event) => event.currentTarget.select()}
        />
      </label>
      <p class="quiet">{hint}</p>
      <div class="sharing-actions">
        <button type="button" class="button" onClick={() => void copy()}>
          {own.copy}
        </button>
        <button
          type="button"
          class="button"
          aria-expanded={code}
          data-testid={`code-${role}`}
          onClick={() => setCode(!code)}
        >
          {code ? own.hideCode : own.showCode}
        </button>
      </div>
      {code && <QrPicture text={link} label={own.codeAlt} />}
    </div>
  );
}

function isLoopback(): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])$/.test(window.location.hostname);
}
