"""Animations: the frames of `FuncAnimation` in one SVG that plays by itself."""

import sys

#: More frames than this make a picture too heavy; the first ones are kept.
MOST_FRAMES = 120


def _flat_end(items, limit):
    """How many of the first items stand outside any clip."""
    depth, best = 0, 0
    for k, item in enumerate(items[:limit]):
        depth += item.startswith("<svg ") - (item == "</svg>")
        if depth == 0:
            best = k + 1
    return best


class Animation:
    def __init__(self, fig, interval=200, repeat=True):
        self.figure, self.interval, self.repeat = fig, interval, repeat
        self.event_source = self
        self.cut = False
        fig.animation = self

    def start(self):
        pass

    stop = pause = resume = start

    def frames(self):
        """Step through the frames."""
        return iter(())

    def svg(self):
        pictures, head = [], ""
        for k, _ in enumerate(self.frames()):
            if k == MOST_FRAMES:
                self.cut = True
                print(f"animation: only the first {MOST_FRAMES} frames are shown", file=sys.stderr)
                break
            # The whole figure each time, so that frames do not jump.
            head, items = self.figure.items()
            pictures.append(items)
        if not pictures:
            head, items = self.figure.items()
            pictures = [items]
        if len(pictures) == 1:
            return head + "".join(pictures[0]) + "</svg>"
        # What is the same at the beginning and at the end of all frames is written once.
        least = min(map(len, pictures))
        same = next((k for k in range(least) if any(p[k] != pictures[0][k] for p in pictures)), least)
        first = _flat_end(pictures[0], same)
        rest = least - first
        same = next((k for k in range(rest) if any(p[-1 - k] != pictures[0][-1 - k] for p in pictures)), rest)
        turned = [{"</svg>": "<svg "}.get(i, "</svg>" if i.startswith("<svg ") else i) for i in pictures[0][::-1]]
        last = _flat_end(turned, same)
        count, out = len(pictures), [head, *pictures[0][:first]]
        seconds = max(count * self.interval / 1000, 0.01)
        again = "indefinite" if self.repeat else "1"
        for k, items in enumerate(pictures):
            values, times = (["hidden"], ["0"]) if k else ([], [])
            values.append("visible")
            times.append(f"{k / count:.4g}")
            if k + 1 < count:
                values.append("hidden")
                times.append(f"{(k + 1) / count:.4g}")
            hidden = ' visibility="hidden"' if k else ""
            freeze = "" if self.repeat else ' fill="freeze"'
            out.append(f'<g{hidden}><animate attributeName="visibility" calcMode="discrete" values="{";".join(values)}" keyTimes="{";".join(times)}" '
                       f'dur="{seconds:g}s" repeatCount="{again}"{freeze}/>' + "".join(items[first:len(items) - last]) + "</g>")
        return "".join(out) + "".join(pictures[0][len(pictures[0]) - last:]) + "</svg>"

    def to_jshtml(self, fps=None, embed_frames=True, default_mode=None):
        if fps:
            self.interval = 1000 / fps
        # Asked for as HTML: the figure is not shown a second time.
        self.figure.shown = True
        import matplotlib.pyplot as plt

        plt.close(self.figure)
        return self.svg()

    to_html5_video = lambda self, embed_limit=None: self.to_jshtml()

    def _repr_html_(self):
        return self.to_jshtml()

    def save(self, filename, writer=None, fps=None, **options):
        if fps:
            self.interval = 1000 / fps
        stem, dot, ending = str(filename).rpartition(".")
        name = (stem if dot else str(filename)) + ".svg"
        if ending.lower() != "svg":
            print(f"animation: {ending.upper()} cannot be written here, the animation is saved as {name}", file=sys.stderr)
        with open(name, "wb") as file:
            file.write(self.svg().encode("utf-8"))


class FuncAnimation(Animation):
    def __init__(self, fig, func, frames=None, init_func=None, fargs=None, save_count=None, *, cache_frame_data=True, interval=200, repeat=True,
                 repeat_delay=0, blit=False, **options):
        self.func, self.given, self.init, self.more, self.most = func, frames, init_func, tuple(fargs or ()), save_count
        Animation.__init__(self, fig, interval, repeat)

    def frames(self):
        given = self.given
        if given is None:
            given = range(self.most or 100)
        elif isinstance(given, int):
            given = range(given)
        elif callable(given):
            given = given()
        if self.init is not None:
            self.init()
        for k, frame in enumerate(given):
            if self.most is not None and k >= self.most:
                return
            self.func(frame, *self.more)
            yield frame


class ArtistAnimation(Animation):
    def __init__(self, fig, artists, *, interval=200, repeat=True, repeat_delay=0, blit=False, **options):
        self.artists = [list(group) for group in artists]
        Animation.__init__(self, fig, interval, repeat)

    def frames(self):
        for group in self.artists:
            for other in self.artists:
                for artist in other:
                    artist.set_visible(other is group)
            yield group


class PillowWriter:
    def __init__(self, fps=5, **options):
        self.fps = fps


FFMpegWriter = ImageMagickWriter = HTMLWriter = PillowWriter
writers = {"pillow": PillowWriter, "ffmpeg": PillowWriter}
