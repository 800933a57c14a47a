"""Secrets asked of the person at the keyboard."""

import _ardoise

__all__ = ["getpass", "getuser", "GetPassWarning"]


class GetPassWarning(UserWarning):
    pass


def getpass(prompt="Password: ", stream=None, *, echo_char=None):
    """Ask for a secret; what is typed is not shown."""
    answer = _ardoise.answer(str(prompt), True)
    if answer is None:
        raise EOFError("EOF when reading a line")
    return answer


def getuser():
    return "ardoise"
