"""`help()` for notebooks: what it is, how it is called, what its author says."""

import sys


def _signature(value):
    try:
        import inspect

        return str(inspect.signature(value))
    except (TypeError, ValueError):
        return "(...)"


def _indented(text, by="    "):
    return "\n".join(by + line if line else line for line in text.split("\n"))


def _doc(value):
    doc = getattr(value, "__doc__", None)
    if not isinstance(doc, str):
        return ""
    import inspect

    return inspect.cleandoc(doc)


def _routine(value, name=None):
    text = (name or getattr(value, "__name__", "?")) + _signature(value)
    doc = _doc(value)
    return text + ("\n" + _indented(doc) if doc else "")


def _class(value):
    bases = ", ".join(base.__name__ for base in value.__bases__ if base is not object)
    parts = ["class " + value.__name__ + (f"({bases})" if bases else _signature(value) if "__init__" in value.__dict__ else "")]
    doc = _doc(value)
    if doc:
        parts.append(_indented(doc, " |  "))
    methods = []
    for name, member in value.__dict__.items():
        member = getattr(member, "__func__", member)
        if callable(member) and (not name.startswith("_") or name == "__init__"):
            methods.append(_routine(member, name))
    if methods:
        parts.append(" |  Methods defined here:")
        parts.extend(_indented(method, " |  ") for method in methods)
    return "\n |\n".join(parts)


def _kind(value):
    import types

    if isinstance(value, type):
        return "class"
    if isinstance(value, types.ModuleType):
        return "module"
    if isinstance(value, types.BuiltinFunctionType):
        return "built-in function"
    if isinstance(value, types.MethodType):
        return "method"
    return "function"


def help(value):
    """Print what is known about a value."""
    import types

    if isinstance(value, str):
        module, _, rest = value.partition(".")
        try:
            value = getattr(sys.modules["builtins"], module, None) or __import__(module)
            for part in rest.split(".") if rest else ():
                value = getattr(value, part)
        except (ImportError, AttributeError):
            print(f"No Python documentation found for {value!r}.")
            return
    if isinstance(value, types.ModuleType):
        public = [name for name in getattr(value, "__all__", dir(value)) if not name.startswith("_")]
        doc = _doc(value)
        print(f"Help on module {value.__name__}:\n\nNAME\n    {value.__name__}" + (f" - {doc.splitlines()[0]}" if doc else ""))
        if doc:
            print("\nDESCRIPTION\n" + _indented(doc))
        print("\nCONTENTS\n" + _indented(", ".join(public)))
        return
    if not isinstance(value, type) and not callable(value):
        value = type(value)
    name = getattr(value, "__name__", type(value).__name__)
    module = getattr(value, "__module__", None)
    print(f"Help on {_kind(value)} {name}" + (f" in module {module}" if module else "") + ":\n")
    print(_class(value) if isinstance(value, type) else _routine(value))
