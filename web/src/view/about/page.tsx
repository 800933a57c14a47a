/** The frame of the pages about this computer, with their styles. */
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { BackButton } from "../pages/settings";
import { useWords } from "../ui";
import style from "./about.css?inline";

export function AboutPage({ title, children }: { title: string; children: ComponentChildren }) {
  const { appName } = useWords();
  useEffect(() => {
    document.title = `${title} – ${appName}`;
  }, [title, appName]);
  return (
    <>
      <style>{style}</style>
      <header class="slate">
        <div class="slate-row">
          <BackButton />
          <h1 class="title">{title}</h1>
        </div>
      </header>
      <main class="page about" id="content" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
