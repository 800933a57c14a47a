"""Number formats of the C locale: the only one there is here."""

__all__ = [
    "CODESET", "Error", "LC_ALL", "LC_COLLATE", "LC_CTYPE", "LC_MESSAGES", "LC_MONETARY",
    "LC_NUMERIC", "LC_TIME", "atof", "atoi", "currency", "delocalize", "format_string",
    "getdefaultlocale", "getencoding", "getlocale", "getpreferredencoding", "localeconv",
    "localize", "normalize", "resetlocale", "setlocale", "str", "strcoll", "strxfrm",
]

LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)
CODESET, CHAR_MAX = 14, 127


class Error(Exception):
    """A locale that is not there."""


def setlocale(category, locale=None):
    """Only the C locale can be set; others are not on this device."""
    if isinstance(locale, (tuple, list)):
        locale = locale[0]
    if locale not in (None, "", "C", "POSIX", "C.UTF-8", "C.utf8"):
        raise Error("unsupported locale setting")
    return "C"


def resetlocale(category=LC_ALL):
    pass


def localeconv():
    return {
        "decimal_point": ".", "thousands_sep": "", "grouping": [], "int_curr_symbol": "",
        "currency_symbol": "", "mon_decimal_point": "", "mon_thousands_sep": "",
        "mon_grouping": [], "positive_sign": "", "negative_sign": "", "int_frac_digits": CHAR_MAX,
        "frac_digits": CHAR_MAX, "p_cs_precedes": CHAR_MAX, "p_sep_by_space": CHAR_MAX,
        "n_cs_precedes": CHAR_MAX, "n_sep_by_space": CHAR_MAX, "p_sign_posn": CHAR_MAX,
        "n_sign_posn": CHAR_MAX,
    }


def format_string(f, val, grouping=False, monetary=False):
    return f % val


def currency(val, symbol=True, grouping=False, international=False):
    raise ValueError("Currency formatting is not possible using the 'C' locale.")


def localize(string, grouping=False, monetary=False):
    return string


def delocalize(string):
    return string


def str(val):
    return "%.12g" % val


def atof(string, func=float):
    return func(string)


def atoi(string):
    return int(string)


def strcoll(os1, os2, /):
    return (os1 > os2) - (os1 < os2)


def strxfrm(string, /):
    return string


def normalize(localename):
    return localename


def getlocale(category=LC_CTYPE):
    return ("C", "UTF-8")


getdefaultlocale = getlocale


def getpreferredencoding(do_setlocale=True):
    return "utf-8"


def getencoding():
    return "utf-8"
