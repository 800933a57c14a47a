/** Small pieces that several views use: buttons, menus, dialogs, messages. */
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon, type IconName } from "./icons";
import { type DialogRequest, useUi, useWords } from "./ui";

export interface ActionProps {
  icon: IconName;
  label: string;
  onPress(): void;
  /** More than the label says. */
  hint?: string | undefined;
  disabled?: boolean;
  class?: string;
  testid?: string;
  /** For what it opens and closes. */
  expanded?: boolean;
  /** For what it turns on and off. */
  pressed?: boolean;
  /** Show the picture alone where there is little room; the label stays its name. */
  compact?: boolean;
}

/** A button with a picture and a word. */
export function Action(props: ActionProps) {
  return (
    <button
      type="button"
      class={`action ${props.compact ? "action-compact" : ""} ${props.class ?? ""}`}
      data-testid={props.testid}
      disabled={props.disabled}
      aria-expanded={props.expanded}
      aria-pressed={props.pressed}
      title={props.hint ?? (props.compact ? props.label : undefined)}
      aria-label={props.label}
      onClick={props.onPress}
    >
      <Icon name={props.icon} />
      <span class="action-label">{props.label}</span>
    </button>
  );
}

export interface MenuItem {
  icon: IconName;
  label: string;
  onPress(): void;
  disabled?: boolean;
  testid?: string;
}

export interface MenuProps {
  icon: IconName;
  label: string;
  items: (MenuItem | "line")[];
  class?: string;
  compact?: boolean;
  testid?: string;
}

/** A button that opens a list of actions; arrows move in it, Escape closes it. */
export function Menu({ icon, label, items, class: name, compact, testid }: MenuProps) {
  const [open, setOpen] = useState(false);
  const [leftwards, setLeftwards] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  const entries = (): HTMLButtonElement[] =>
    Array.from(box.current?.querySelectorAll<HTMLButtonElement>("[role=menuitem]") ?? []).filter(
      (entry) => !entry.disabled,
    );
  const close = (refocus: boolean) => {
    setOpen(false);
    if (refocus) button.current?.focus();
  };

  // Before it is painted: a key pressed at once must not reach what lies below.
  useLayoutEffect(() => {
    if (!open) return;
    entries()[0]?.focus();
    const outside = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) close(false);
    };
    document.addEventListener("mousedown", outside);
    document.addEventListener("touchstart", outside);
    return () => {
      document.removeEventListener("mousedown", outside);
      document.removeEventListener("touchstart", outside);
    };
  }, [open]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return;
    const all = entries();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const to = (index: number) => all[(index + all.length) % all.length]?.focus();
    if (event.key === "ArrowDown") to(at + 1);
    else if (event.key === "ArrowUp") to(at - 1);
    else if (event.key === "Home") to(0);
    else if (event.key === "End") to(all.length - 1);
    else if (event.key === "Escape") close(true);
    else if (event.key === "Tab") {
      close(false);
      return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div class={`menu ${name ?? ""}`} ref={box} onKeyDown={onKeyDown}>
      <button
        type="button"
        ref={button}
        class={`action ${compact ? "action-compact" : ""}`}
        data-testid={testid}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={label}
        title={compact ? label : undefined}
        onClick={(event) => {
          const { left, right } = event.currentTarget.getBoundingClientRect();
          // The list opens towards the side that has more room.
          setLeftwards((left + right) / 2 > document.documentElement.clientWidth / 2);
          setOpen(!open);
        }}
      >
        <Icon name={icon} />
        <span class="action-label">{label}</span>
      </button>
      {open && (
        <div
          class={leftwards ? "menu-list menu-list-left" : "menu-list"}
          role="menu"
          aria-label={label}
        >
          {items.map((item, index) =>
            item === "line" ? (
              <hr key={index} />
            ) : (
              <button
                type="button"
                role="menuitem"
                key={item.label}
                class="menu-item"
                disabled={item.disabled}
                data-testid={item.testid}
                onClick={() => {
                  close(true);
                  item.onPress();
                }}
              >
                <Icon name={item.icon} />
                {item.label}
              </button>
            ),
          )}
        </div>
      )}
    </div>
  );
}

const FOCUSABLE = "button:not([disabled]), a[href], input, select, textarea, [tabindex='0']";

/** The open dialog. Our own, since old Safari has no `dialog` element. */
export function DialogFrame({ request }: { request: DialogRequest }) {
  const ui = useUi();
  const words = useWords();
  const box = useRef<HTMLDivElement>(null);
  const close = () => {
    ui.dialog.value = undefined;
  };

  // Before it is painted: a key pressed at once must not reach what lies below.
  useLayoutEffect(() => {
    const before = document.activeElement;
    const first = box.current?.querySelector<HTMLElement>("[data-autofocus]") ?? box.current;
    first?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [request]);

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape") {
      close();
      return;
    }
    if (event.key !== "Tab") return;
    const all = Array.from(box.current?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? []);
    const first = all[0];
    const last = all[all.length - 1];
    const here = document.activeElement;
    if (event.shiftKey && (here === first || here === box.current)) last?.focus();
    else if (!event.shiftKey && here === last) first?.focus();
    else return;
    event.preventDefault();
  };

  return (
    <div
      class="backdrop"
      onKeyDown={onKeyDown}
      onMouseDown={(event) => {
        if (event.target === event.currentTarget) close();
      }}
    >
      <div
        class="dialog"
        role="dialog"
        aria-modal="true"
        aria-labelledby="dialog-title"
        tabIndex={-1}
        ref={box}
      >
        <div class="dialog-head">
          <h2 id="dialog-title">{request.title}</h2>
          <Action icon="close" label={words.close} compact onPress={close} />
        </div>
        {request.body()}
      </div>
    </div>
  );
}

/** A question with yes and no, as the body of a dialog. */
export function Confirm(props: { text: string; yes: string; danger?: boolean; onYes(): void }) {
  const ui = useUi();
  const words = useWords();
  const close = () => {
    ui.dialog.value = undefined;
  };
  return (
    <>
      <p>{props.text}</p>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={close}>
          {words.cancel}
        </button>
        <button
          type="button"
          class={`button ${props.danger ? "button-danger" : "button-primary"}`}
          data-autofocus
          onClick={() => {
            close();
            props.onYes();
          }}
        >
          {props.yes}
        </button>
      </div>
    </>
  );
}

/** One line of text asked for, as the body of a dialog. */
export function AskText(props: {
  label: string;
  value: string;
  yes: string;
  onYes(text: string): void;
}) {
  const ui = useUi();
  const words = useWords();
  const [text, setText] = useState(props.value);
  const close = () => {
    ui.dialog.value = undefined;
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        close();
        props.onYes(text.trim());
      }}
    >
      <label class="field">
        <span>{props.label}</span>
        <input
          type="text"
          value={text}
          data-autofocus
          data-testid="ask-text"
          onInput={(event) => setText(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
        />
      </label>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={close}>
          {words.cancel}
        </button>
        <button type="submit" class="button button-primary">
          {props.yes}
        </button>
      </div>
    </form>
  );
}

/** Something to know, over the content, until it is over. */
export function Banner(props: {
  kind: "problem" | "info";
  title: string;
  children: ComponentChildren;
  actions?: ComponentChildren;
}) {
  return (
    <section
      class={`banner banner-${props.kind}`}
      role={props.kind === "problem" ? "alert" : undefined}
    >
      <Icon name={props.kind === "problem" ? "warning" : "offline"} />
      <div class="banner-text">
        <p class="banner-title">{props.title}</p>
        {props.children}
      </div>
      {props.actions && <div class="banner-actions">{props.actions}</div>}
    </section>
  );
}

/** The short messages at the foot of the page. */
export function Toasts() {
  const ui = useUi();
  const words = useWords();
  return (
    <div class="toasts" role="region" aria-label={words.messages}>
      {ui.toasts.value.map((toast) => (
        <div class={`toast toast-${toast.kind}`} key={toast.key} data-testid="toast">
          <span>{toast.text}</span>
          {toast.action && (
            <button
              type="button"
              class="toast-action"
              onClick={() => {
                toast.action?.run();
                ui.closeToast(toast.key);
              }}
            >
              {toast.action.label}
            </button>
          )}
          <button
            type="button"
            class="toast-close"
            aria-label={words.close}
            onClick={() => ui.closeToast(toast.key)}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
