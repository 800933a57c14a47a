/** A link as a picture for a telephone's or a tablet's camera. */
import { useEffect, useState } from "preact/hooks";
import type { QrCode } from "../authoring/qr-code";

export function QrPicture({ text, label }: { text: string; label: string }) {
  const [code, setCode] = useState<QrCode | undefined>(undefined);
  useEffect(() => {
    let live = true;
    import("../authoring/qr-code").then(
      ({ qrCode }) => {
        if (live) setCode(qrCode(text));
      },
      // The link stands above.
      () => undefined,
    );
    return () => {
      live = false;
    };
  }, [text]);
  if (code === undefined) return null;
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
