"""Everything of pyplot and of numpy under one name, as old programs have it."""

import matplotlib.pyplot as plt
from matplotlib.pyplot import *
from matplotlib.pyplot import _AXES as _names

try:
    import numpy as np
    from numpy import *
    from numpy.random import *
    from numpy.linalg import *
except ImportError:
    # Plots need no arrays.
    pass
