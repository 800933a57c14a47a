/** A link as a picture for a telephone's or a tablet's camera. */
import { useEffect, useMemo, useState } from "preact/hooks";
import type { QrCode } from "../authoring/qr-code";

type Draw = (text: string) => QrCode;

export function QrPicture({ text, label }: { text: string; label: string }) {
  const [draw, setDraw] = useState<Draw | undefined>(undefined);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let live = true;
    import("../authoring/qr-code").then(
      ({ qrCode }) => {
        if (live) setDraw(() => qrCode);
      },
      // The link stands above.
      () => setFailed(true),
    );
    return () => {
      live = false;
    };
  }, []);
  // At once, so that no picture stands beside the words of the next.
  const code = useMemo(() => draw?.(text), [draw, text]);
  if (failed) return null;
  // Its place is kept: what stands below is being pressed.
  if (code === undefined) return <svg class="sharing-code" viewBox="0 0 1 1" aria-hidden="true" />;
  const { width, path } = code;
  return (
    <svg
      class="sharing-code"
      viewBox={`0 0 ${width} ${width}`}
      shape-rendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <path fill="#fff" d={`M0 0h${width}v${width}H0z`} />
      <path fill="#000" d={path} />
    </svg>
  );
}
