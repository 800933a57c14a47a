/**
 * Python's own words for completion. A plain list: it needs no kernel, so it helps before Python
 * has arrived.
 */

const words = (text: string): string[] => text.split(" ");

export const keywords = words(
  "False None True and as assert async await break case class continue def del elif else except finally for from global if import in is lambda match nonlocal not or pass raise return try while with yield",
);

export const builtins = words(
  "abs all any ascii bin bool bytearray bytes callable chr classmethod complex dict dir divmod enumerate eval exec filter float format frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter len list locals map max min next object oct open ord pow print property range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip",
);

export const exceptions = words(
  "ArithmeticError AssertionError AttributeError EOFError Exception FileNotFoundError ImportError IndexError KeyError KeyboardInterrupt LookupError NameError NotImplementedError OverflowError RecursionError RuntimeError StopIteration SyntaxError TypeError UnboundLocalError UnicodeError ValueError ZeroDivisionError",
);

/** Methods of strings, lists, dictionaries, sets and files, for what follows a dot. */
export const methods = words(
  "append capitalize center clear close copy count difference discard encode endswith extend find format get index insert intersection isalnum isalpha isdigit islower isnumeric isspace isupper items join keys ljust lower lstrip partition pop popitem read readline readlines remove replace reverse rfind rjust rsplit rstrip setdefault sort split splitlines startswith strip swapcase title union update upper values write zfill",
);

export const modules = words(
  "bisect calendar collections copy csv dataclasses datetime decimal enum fractions functools heapq io itertools json math operator os random re statistics string sys textwrap time typing unittest",
);

/** What the modules most used in lessons offer after their dot. */
export const members: Readonly<Record<string, readonly string[]>> = {
  math: words(
    "acos asin atan atan2 ceil comb cos degrees dist e exp fabs factorial floor gcd hypot inf isclose isinf isnan lcm log log10 log2 nan perm pi pow prod radians sin sqrt tan tau trunc",
  ),
  random: words("choice choices gauss randint random randrange sample seed shuffle uniform"),
  time: words("perf_counter sleep strftime time"),
  json: words("dump dumps load loads"),
  datetime: words("date datetime time timedelta timezone"),
  collections: words("Counter OrderedDict defaultdict deque namedtuple"),
  itertools: words(
    "accumulate chain combinations count cycle groupby islice permutations product repeat zip_longest",
  ),
  functools: words("cache lru_cache partial reduce wraps"),
  statistics: words("mean median mode multimode pstdev pvariance quantiles stdev variance"),
  string: words("ascii_letters ascii_lowercase ascii_uppercase digits punctuation whitespace"),
  os: words("getcwd listdir mkdir path remove sep"),
  sys: words("argv exit maxsize modules path stderr stdin stdout version"),
};
