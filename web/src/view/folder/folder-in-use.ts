/** The folder of this page's person in a component, and the way to choose one. */
import { useEffect, useState } from "preact/hooks";
import type { Folder, FolderState } from "../../core/app";
import { profile } from "../../floor/profile";
import { folderWords } from "../../i18n/folder";
import { profileWords } from "../../i18n/profiles";
import { displayName } from "../profiles/looks";
import { type Ui, useUi } from "../ui";

export interface FolderInUse {
  /** Nothing where the browser has no folders, or not yet. */
  folder: Folder | undefined;
  state: FolderState | undefined;
}

export function useFolder(): FolderInUse {
  const ui = useUi();
  const [folder, setFolder] = useState<Folder | undefined>(undefined);
  const [state, setState] = useState<FolderState | undefined>(undefined);
  useEffect(() => {
    let end: (() => void) | undefined;
    let live = true;
    ui.app.folder?.().then(
      (found) => {
        if (!live) return;
        setFolder(found);
        setState(found.state.value);
        end = found.state.subscribe(setState);
      },
      () => undefined,
    );
    return () => {
      live = false;
      end?.();
    };
  }, [ui]);
  return { folder, state };
}

/** Asks for a folder; says whether one was chosen. */
export async function chooseFolder(ui: Ui): Promise<boolean> {
  const language = ui.language.peek();
  try {
    const folder = await ui.app.folder?.();
    return (await folder?.choose(ownName(ui))) === true;
  } catch (error) {
    console.warn("no folder was chosen", error);
    ui.toast(folderWords[language].chooseFailed, { kind: "problem" });
    return false;
  }
}

/** What one's copies are called by; nothing where nobody shares the browser. */
function ownName(ui: Ui): string {
  return profile === undefined ? "" : displayName(profile, profileWords[ui.language.peek()]);
}
