"""Where the ticks stand and what is written beside them."""

import math

_EPSILON = 1e-10


def nonsingular(vmin, vmax, expander=0.05):
    """Limits that are not the same number."""
    if vmin - vmin != 0 or vmax - vmax != 0:
        return -expander, expander
    swapped = vmax < vmin
    if swapped:
        vmin, vmax = vmax, vmin
    largest = max(abs(vmin), abs(vmax))
    if largest < 1e6 / 1.797e308:
        vmin, vmax = -expander, expander
    elif vmax - vmin <= largest * 1e-15:
        if vmin == 0 and vmax == 0:
            vmin, vmax = -expander, expander
        else:
            vmin -= expander * abs(vmin)
            vmax += expander * abs(vmax)
    return (vmax, vmin) if swapped else (vmin, vmax)


class Locator:
    axis = None

    def set_axis(self, axis):
        self.axis = axis

    def __call__(self):
        return self.tick_values(*sorted(self.axis.view.lim))

    def nonsingular(self, v0, v1):
        return nonsingular(v0, v1)

    def set_params(self, **options):
        self.__dict__.update(options)


class NullLocator(Locator):
    def tick_values(self, vmin, vmax):
        return []


class FixedLocator(Locator):
    def __init__(self, locs, nbins=None):
        from matplotlib.artist import numbers

        self.locs = list(numbers(locs))

    def tick_values(self, vmin, vmax):
        return self.locs


class IndexLocator(Locator):
    def __init__(self, base, offset):
        self.base, self.offset = base, offset

    def tick_values(self, vmin, vmax):
        count = int((vmax - vmin - self.offset) // self.base) + 1
        return [vmin + self.offset + k * self.base for k in range(max(count, 0))]


class LinearLocator(Locator):
    def __init__(self, numticks=None, presets=None):
        self.numticks = numticks or 11

    def tick_values(self, vmin, vmax):
        return [vmin + (vmax - vmin) * k / (self.numticks - 1) for k in range(self.numticks)]


class MultipleLocator(Locator):
    def __init__(self, base=1.0, offset=0.0):
        self.base, self.offset = base, offset

    def tick_values(self, vmin, vmax):
        step = self.base
        first = math.ceil((vmin - self.offset) / step - 1e-9)
        count = min(int(math.floor((vmax - vmin) / step + 0.001)) + 3, 1001)
        return [(first - 1 + k) * step + self.offset for k in range(count)]


class MaxNLocator(Locator):
    default_params = {}

    def __init__(self, nbins=10, steps=None, integer=False, symmetric=False, prune=None, min_n_ticks=2):
        self.nbins, self.integer, self.prune, self.min_n_ticks = nbins, integer, prune, min_n_ticks
        self.steps = list(steps or (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10))
        if self.steps[0] != 1:
            self.steps.insert(0, 1)
        if self.steps[-1] != 10:
            self.steps.append(10)

    def tick_values(self, vmin, vmax):
        vmin, vmax = nonsingular(vmin, vmax, 1e-13)
        nbins = self.nbins
        if nbins == "auto":
            nbins = min(max(self.axis.tick_space() if self.axis else 9, max(1, self.min_n_ticks - 1)), 9)
        gap, middle = abs(vmax - vmin), (vmax + vmin) / 2
        offset = 0 if abs(middle) / gap < 100 else math.copysign(10 ** (math.log10(abs(middle)) // 1), middle)
        scale = 10 ** (math.log10(gap / nbins) // 1)
        low, high = vmin - offset, vmax - offset
        steps = [0.1 * s * scale for s in self.steps[:-1]] + [s * scale for s in self.steps] + [10 * self.steps[1] * scale]
        if self.integer:
            steps = [s for s in steps if s < 1 or abs(s - round(s)) < 0.001]
        raw = (high - low) / nbins
        at = next((k for k, s in enumerate(steps) if s >= raw), len(steps) - 1)
        ticks = []
        for step in reversed(steps[:at + 1]):
            if self.integer and math.floor(high) - math.ceil(low) >= self.min_n_ticks - 1:
                step = max(1, step)
            start = (low // step) * step
            tolerance = _EPSILON
            if offset:
                tolerance = min(0.4999, max(_EPSILON, 10 ** (math.log10(abs(offset) / step) - 12)))
            count, rest = divmod(low - start, step)
            first = count + 1 if abs(rest / step - 1) < tolerance else count
            count, rest = divmod(high - start, step)
            last = count if abs(rest / step) < tolerance else count + 1
            ticks = [k * step + start for k in range(int(first), int(last) + 1)]
            if sum(low <= t <= high for t in ticks) >= self.min_n_ticks:
                break
        ticks = [t + offset for t in ticks]
        if self.prune in ("lower", "both"):
            ticks = ticks[1:]
        if self.prune in ("upper", "both"):
            ticks = ticks[:-1]
        return ticks


class AutoLocator(MaxNLocator):
    def __init__(self):
        MaxNLocator.__init__(self, "auto", (1, 2, 2.5, 5, 10))


class AutoMinorLocator(Locator):
    def __init__(self, n=None):
        self.ndivs = n

    def tick_values(self, vmin, vmax):
        major = self.axis.view.locator
        major.set_axis(self.axis)
        locs = sorted(set(major.tick_values(vmin, vmax)))
        if len(locs) < 2:
            return []
        step = locs[1] - locs[0]
        parts = self.ndivs
        if not isinstance(parts, int):
            lead = 10 ** (math.log10(step) % 1)
            parts = 5 if min(abs(lead - v) for v in (1, 2.5, 5, 10)) < 1e-8 else 4
        small = step / parts
        first = math.ceil((vmin - locs[0]) / small)
        last = math.floor((vmax - locs[0]) / small)
        return [locs[0] + k * small for k in range(first, last + 1) if k % parts]


class LogLocator(Locator):
    def __init__(self, base=10.0, subs=(1.0,), numticks=None):
        self.base, self.subs, self.numticks = base, subs, numticks

    def nonsingular(self, v0, v1):
        if not (v0 - v0 == 0 and v1 - v1 == 0) or v1 <= 0:
            return 1, 10
        if v0 <= 0:
            v0 = min(v1, 1e-300)
        if v0 == v1:
            step = lambda v, up: self.base ** (math.floor(math.log(v, self.base)) if not up else math.ceil(math.log(v, self.base)))
            v0, v1 = step(v0 * 0.999, False), step(v1 * 1.001, True)
        return v0, v1

    def tick_values(self, vmin, vmax):
        if vmax <= 0:
            return []
        log = lambda v: math.log10(v) if self.base == 10 else math.log(v) / math.log(self.base)
        most = self.numticks if isinstance(self.numticks, int) else min(max(self.axis.tick_space(), 2), 9) if self.axis else 9
        low, high = log(max(vmin, 5e-324)), log(vmax)
        first, last = math.ceil(low), math.floor(high)
        there = last - first + 1
        subs = self.subs
        if subs is None or isinstance(subs, str):
            if there >= 10 or self.base < 3:
                return []
            subs = range(1 if subs == "all" else 2, int(self.base))
        stride = there // (most + 1) + 1
        count = min(-(-there // stride), most)
        if count <= 0:
            powers, stride = [first - 1, last + 1], last - first + 2
        elif count == 1:
            middle = round((low + high) / 2)
            stride = max(middle - first + 1, last + 1 - middle)
            powers = [middle - stride, middle, middle + stride]
        else:
            # The widest steps that give this many ticks, at multiples of the step where that fits.
            stride = (there - 1) // (count - 1)
            if stride < there / count:
                stride = there // count
            offset = -first % stride
            if not max(there - stride * count, 0) <= offset < min(there - stride * (count - 1), stride):
                offset = max(there - stride * count, 0)
            powers = range(first + offset - stride, last + stride + 1, stride)
        if len(subs) > 1 or subs[0] != 1:
            if stride > 1 and there > 1:
                return []
            powers = range(first - 1, last + 1)
        return [sub * float(self.base) ** k for k in powers for sub in subs]


class SymmetricalLogLocator(Locator):
    def __init__(self, transform=None, subs=None, linthresh=None, base=10):
        self.linthresh, self.base = linthresh or 2, base

    def tick_values(self, vmin, vmax):
        top = max(abs(vmin), abs(vmax), self.linthresh)
        powers = [float(self.base) ** k for k in range(math.ceil(math.log10(self.linthresh)), math.ceil(math.log10(top)) + 1)]
        return [-p for p in reversed(powers)] + [0.0] + powers


class Formatter:
    axis = None
    locs = ()

    def set_axis(self, axis):
        self.axis = axis

    def set_locs(self, locs):
        self.locs = locs

    def format_ticks(self, values):
        self.set_locs(values)
        return [self(value, k) for k, value in enumerate(values)]

    def get_offset(self):
        return ""


class NullFormatter(Formatter):
    def __call__(self, x, pos=None):
        return ""


class FixedFormatter(Formatter):
    def __init__(self, seq):
        self.seq = list(seq)

    def __call__(self, x, pos=None):
        return str(self.seq[pos]) if pos is not None and pos < len(self.seq) else ""


class FuncFormatter(Formatter):
    def __init__(self, func):
        self.func = func

    def __call__(self, x, pos=None):
        return str(self.func(x, pos))


class FormatStrFormatter(Formatter):
    def __init__(self, fmt):
        self.fmt = fmt

    def __call__(self, x, pos=None):
        return (self.fmt % x).replace("-", "\u2212")


class StrMethodFormatter(Formatter):
    def __init__(self, fmt):
        self.fmt = fmt

    def __call__(self, x, pos=None):
        return self.fmt.format(x=x, pos=pos).replace("-", "\u2212")


class PercentFormatter(Formatter):
    def __init__(self, xmax=100, decimals=None, symbol="%", is_latex=False):
        self.xmax, self.decimals, self.symbol = xmax, decimals, symbol or ""

    def __call__(self, x, pos=None):
        decimals = self.decimals
        if decimals is None:
            low, high = self.axis.view.lim if self.axis else (0, self.xmax)
            span = 100 * abs(high - low) / self.xmax
            decimals = max(0, min(5, math.ceil(2 - math.log10(2 * span)))) if span > 0 else 0
        return f"{100 * x / self.xmax:.{int(decimals)}f}{self.symbol}".replace("-", "\u2212")


class ScalarFormatter(Formatter):
    def __init__(self, useOffset=None, useMathText=None, useLocale=None):
        self.offset_on = useOffset is not False
        self.offset_fixed = useOffset if useOffset not in (None, True, False) else None
        self.math_text = bool(useMathText)
        self.scientific, self.limits = True, (-5, 6)
        self.offset, self.order, self.digits = 0, 0, 0

    def set_scientific(self, b):
        self.scientific = bool(b)

    def set_powerlimits(self, lims):
        self.limits = lims

    def set_useOffset(self, value):
        self.offset_on = value is not False
        self.offset_fixed = value if value not in (True, False) else None

    def set_useMathText(self, value):
        self.math_text = bool(value)

    def set_locs(self, locs):
        self.locs = locs
        if not locs:
            return
        low, high = sorted(self.axis.view.lim) if self.axis else (min(locs), max(locs))
        seen = [v for v in locs if low <= v <= high]
        self.offset = (self.offset_fixed or 0) if self.offset_fixed is not None else self._offset(seen) if self.offset_on else 0
        self._order(low, high)
        self._digits(low, high)

    def _offset(self, locs):
        if not locs:
            return 0
        low, high = min(locs), max(locs)
        if low == high or low <= 0 <= high:
            return 0
        small, large = sorted((abs(low), abs(high)))
        top = math.ceil(math.log10(large))
        order = top
        while small // 10.0 ** order == large // 10.0 ** order:
            order -= 1
        order += 1
        if (large - small) / 10.0 ** order <= 1e-2:
            order = top
            while large // 10.0 ** order - small // 10.0 ** order <= 1:
                order -= 1
            order += 1
        head = large // 10.0 ** order
        return math.copysign(head * 10.0 ** order, low) if head >= 1000 else 0

    def _order(self, low, high):
        self.order = 0
        if not self.scientific:
            return
        if self.limits[0] == self.limits[1] != 0:
            self.order = self.limits[0]
            return
        if self.offset:
            order = math.floor(math.log10(high - low))
        else:
            largest = max((abs(v) for v in self.locs), default=0)
            order = math.floor(math.log10(largest)) if largest else 0
        if order <= self.limits[0] or order >= self.limits[1]:
            self.order = order

    def _digits(self, low, high):
        locs = list(self.locs) + [low, high] if len(self.locs) < 5 else self.locs
        scale = 10.0 ** self.order
        locs = [(v - self.offset) / scale for v in locs]
        span = max(locs) - min(locs) or max(map(abs, locs)) or 1
        order = math.floor(math.log10(span))
        if len(self.locs) < 5:
            locs = locs[:-2]
        digits = max(0, 3 - order)
        close = 1e-3 * 10.0 ** order
        while digits >= 0 and max(abs(v - round(v, digits)) for v in locs) < close:
            digits -= 1
        self.digits = digits + 1

    def __call__(self, x, pos=None):
        value = (x - self.offset) / 10.0 ** self.order
        if abs(value) < 1e-8:
            value = 0.0
        return ("%.*f" % (self.digits, value)).replace("-", "\u2212")

    def format_data_short(self, value):
        return "%g" % value

    def get_offset(self):
        if not self.locs or not (self.order or self.offset):
            return ""
        plus = ""
        if self.offset:
            plus = ("%+.10e" % self.offset if abs(self.offset) >= 1e10 else "%+.10g" % self.offset)
            if "e" in plus or abs(self.offset) >= 1e5:
                head, _, tail = ("%+.10e" % self.offset).partition("e")
                plus = (head.rstrip("0").rstrip(".") if "." in head else head) + "e" + str(int(tail))
        if self.math_text:
            text = "\\times\\mathdefault{10^{%d}}" % self.order if self.order else ""
            return "$" + text + plus + "$"
        return (("1e%d" % self.order if self.order else "") + plus).replace("-", "\u2212")


class LogFormatter(Formatter):
    def __init__(self, base=10.0, labelOnlyBase=False, minor_thresholds=None, linthresh=None):
        self.base, self.only_base = base, labelOnlyBase

    def power(self, x):
        return math.log10(x) if self.base == 10 else math.log(x) / math.log(self.base)

    def __call__(self, x, pos=None):
        return "%g" % x


class LogFormatterMathtext(LogFormatter):
    #: Minor ticks have labels where the axis spans less than about one decade.
    minor = False

    def format_ticks(self, values):
        self.subs = None
        if self.minor:
            low, high = sorted(self.axis.view.lim)
            low = max(low, 5e-324)
            decades = self.power(high) - self.power(low)
            shown = sum(self.power(low) <= k <= self.power(high) for k in range(math.floor(self.power(low)), math.ceil(self.power(high)) + 1))
            if shown > 1 or decades > 1:
                return [""] * len(values)
            self.subs = None if decades <= 0.4 else (2, 3, 4, 6) if decades < 0.9 else (2, 5)
        return [self(value, k) for k, value in enumerate(values)]

    def __call__(self, x, pos=None):
        if x == 0:
            return "0"
        sign = "\u2212" if x < 0 else ""
        power = self.power(abs(x))
        base = "%g" % self.base
        if abs(power - round(power)) < 1e-9:
            return f"$\\mathdefault{{{sign}{base}^{{{round(power)}}}}}$"
        if not self.minor:
            return ""
        whole = math.floor(power)
        head = round(abs(x) / float(self.base) ** whole, 6)
        if self.subs and head not in self.subs:
            return ""
        return f"$\\mathdefault{{{sign}{head:g}\\times{base}^{{{whole}}}}}$"


class LogFormatterSciNotation(LogFormatterMathtext):
    pass


class LogFormatterExponent(LogFormatter):
    def __call__(self, x, pos=None):
        return "%g" % self.power(x)


class EngFormatter(Formatter):
    def __init__(self, unit="", places=None, sep=" "):
        self.unit, self.places, self.sep = unit, places, sep

    def __call__(self, x, pos=None):
        power = min(max(math.floor(math.log10(abs(x)) / 3), -4), 4) if x else 0
        value = x / 1000.0 ** power
        text = "%g" % value if self.places is None else "%.*f" % (self.places, value)
        return text + self.sep + "pnµm kMGT"[power + 4].strip() + self.unit
