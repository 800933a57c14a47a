"""numpy.fft: discrete Fourier transforms of small series."""
from _ardoise_numpy import *
from _ardoise_numpy import _fft
from numpy import moveaxis, roll


def _along(a, n, axis, sign):
    a = moveaxis(asarray(a, complex128), axis, -1)
    if n is None:
        n = a.shape[-1]
    if n < 1:
        raise ValueError("Invalid number of FFT data points (%d) specified." % n)
    if a.shape[-1] > n:
        a = a[..., :n]
    elif a.shape[-1] < n:
        a = concatenate((a, zeros(a.shape[:-1] + (n - a.shape[-1],))), -1)
    return moveaxis(_fft(a, sign), -1, axis)


def fft(a, n=None, axis=-1, norm=None):
    r = _along(a, n, axis, -1.0)
    return r / sqrt(r.shape[axis]) if norm == "ortho" else r


def ifft(a, n=None, axis=-1, norm=None):
    r = _along(a, n, axis, 1.0)
    return r / (sqrt(r.shape[axis]) if norm == "ortho" else r.shape[axis])


def rfft(a, n=None, axis=-1, norm=None):
    r = moveaxis(fft(a, n, axis, norm), axis, -1)
    return moveaxis(r[..., :r.shape[-1] // 2 + 1], -1, axis)


def irfft(a, n=None, axis=-1, norm=None):
    a = moveaxis(asarray(a, complex128), axis, -1)
    if n is None:
        n = 2 * (a.shape[-1] - 1)
    a = a[..., :n // 2 + 1]
    full_ = concatenate((a, conjugate(a[..., 1:(n + 1) // 2][..., ::-1])), -1)
    return moveaxis(ifft(full_, n, -1, norm).real, -1, axis)


def fft2(a, s=None, axes=(-2, -1), norm=None):
    for axis in axes:
        a = fft(a, None, axis, norm)
    return a


def ifft2(a, s=None, axes=(-2, -1), norm=None):
    for axis in axes:
        a = ifft(a, None, axis, norm)
    return a


def fftfreq(n, d=1.0):
    h = (n - 1) // 2 + 1
    return concatenate((arange(0, h), arange(-(n // 2), 0))) * (1.0 / (n * d))


def rfftfreq(n, d=1.0):
    return arange(0, n // 2 + 1) * (1.0 / (n * d))


def fftshift(x, axes=None):
    x = asarray(x)
    axes = range(x.ndim) if axes is None else axes if hasattr(axes, "__len__") else [axes]
    for axis in axes:
        x = roll(x, x.shape[axis] // 2, axis)
    return x


def ifftshift(x, axes=None):
    x = asarray(x)
    axes = range(x.ndim) if axes is None else axes if hasattr(axes, "__len__") else [axes]
    for axis in axes:
        x = roll(x, -(x.shape[axis] // 2), axis)
    return x
