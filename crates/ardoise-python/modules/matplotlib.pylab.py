"""Everything of pyplot and of numpy under one name."""

from pylab import *
