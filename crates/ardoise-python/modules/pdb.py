"""There is no terminal to debug in; what other modules build on is here."""


class Pdb:
    def __init__(self, *args, **options):
        self.rcLines = []

    def set_trace(self, frame=None):
        raise RuntimeError("the debugger is not available in a notebook here")

    def set_continue(self):
        pass

    def reset(self):
        pass


def set_trace(*args, **options):
    Pdb().set_trace()


def post_mortem(*args, **options):
    Pdb().set_trace()


pm = post_mortem
