"""numpy for notebooks: native arrays (`_ardoise_numpy`), the rest fetched when first used.

This file holds names and constants only; functions composed of native ones are in
`numpy._shape`, `_stats`, `_more`, `_poly`, `linalg`, `random` and `fft`, which arrive on first use.
"""
from _ardoise_numpy import *
from _ardoise_numpy import _is_scalar

__version__ = "2.4.0"
pi = 3.141592653589793
e = 2.718281828459045
euler_gamma = 0.5772156649015329
inf = e * 1e308 * 10
nan = inf - inf
newaxis = None
True_, False_ = bool(1), bool(0)
abs = absolute
mod = remainder
true_divide = divide
conj = conjugate
bitwise_not = bitwise_invert = invert
amax, amin, around = max, min, round
matrix_transpose = permute_dims = transpose
concat = concatenate
asanyarray = ascontiguousarray = asarray
bool_ = bool
int_ = intp = longlong = long = int64
uint = uintp = ulonglong = ulong = uint64
intc, uintc, short, ushort, byte, ubyte = int32, uint32, int16, uint16, int8, uint8
double, single, half, cdouble, csingle = float64, float32, float16, complex128, complex64
bitwise_left_shift, bitwise_right_shift = left_shift, right_shift

_KINDS = {
    "generic": "biufcUO", "number": "iufc", "integer": "iu", "signedinteger": "i", "unsignedinteger": "u",
    "inexact": "fc", "floating": "f", "complexfloating": "c", "character": "U", "flexible": "U",
}


class _Family(type):
    def __instancecheck__(cls, value):
        return type.__instancecheck__(cls, value) or (
            _is_scalar(value) and value.dtype.kind in cls._kinds)

    def __subclasscheck__(cls, other):
        if isinstance(other, _Family):
            return set(other._kinds) <= set(cls._kinds)
        return other in _SCALARS and dtype(other).kind in cls._kinds


_SCALARS = (bool, int8, int16, int32, int64, uint8, uint16, uint32, uint64, float16, float32,
            float64, complex64, complex128, str_, object_)
for _name, _kinds in _KINDS.items():
    globals()[_name] = _Family(_name, (), {"_kinds": _kinds, "__module__": "numpy"})

_GONE = {"float_": "float64", "complex_": "complex128", "Inf": "inf", "Infinity": "inf", "infty": "inf",
         "NaN": "nan", "PINF": "inf", "string_": "bytes_", "unicode_": "str_", "cast": "astype"}
_POLY = ("poly", "roots", "polyfit", "polyval", "polyadd", "polysub", "polymul", "polydiv", "polyder",
         "polyint", "poly1d")


def __getattr__(name):
    if name in ("linalg", "random", "fft", "polynomial", "exceptions", "testing"):
        import importlib
        return importlib.import_module("numpy." + name)
    if name[:1] != "_":
        import importlib
        for part in ("_poly",) if name in _POLY else ("_shape", "_stats", "_more"):
            value = importlib.import_module("numpy." + part).__dict__.get(name)
            if value is not None:
                globals()[name] = value
                return value
    if name in _GONE:
        raise AttributeError("`np.%s` was removed in the NumPy 2.0 release. Use `np.%s` instead."
                             % (name, _GONE[name]))
    if name in ("int", "float", "complex", "object", "str"):
        raise AttributeError(
            "module 'numpy' has no attribute '%s'.\n`np.%s` was a deprecated alias for the builtin `%s`. "
            "To avoid this error in existing code, use `%s` by itself." % (name, name, name, name))
    raise AttributeError("module 'numpy' has no attribute '%s'" % name)


def __dir__():
    from numpy import _more, _shape, _stats
    names = set(globals()) | set(_POLY) | {"linalg", "random", "fft"}
    names = names.union(_shape.__dict__, _stats.__dict__, _more.__dict__)
    return sorted(n for n in names if n[:1] != "_")
