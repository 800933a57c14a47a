"""numpy.exceptions: the exceptions of numpy that are not Python's own."""
from _ardoise_numpy import AxisError


class ComplexWarning(RuntimeWarning):
    """A complex number lost its imaginary part."""


class VisibleDeprecationWarning(UserWarning):
    """A warning for people, not for programs."""
