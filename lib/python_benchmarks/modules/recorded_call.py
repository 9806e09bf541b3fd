"""A call of Profiler.benchmark_operator(), and what can be told of it."""

import json
import numbers
import os

_LONGEST_TEXT = 60
_KNOWN = ("operator", "timestamp", "initialization", "execution", "cleanup",
          "status", "error", "data_description", "output_info")


def _plain(value):
    """The text of a number, a bool, None or a short string; else None."""
    if value is None or isinstance(value, (bool, numbers.Number)):
        return str(value)
    if isinstance(value, str) and len(value) <= _LONGEST_TEXT:
        # Files made for a run have another folder each time.
        return os.path.basename(value) if os.sep in value else value
    return None


def _size(value):
    """How large something is, as 900x512 or 11 items; else its type."""
    shape = getattr(value, "shape", None)
    if isinstance(shape, tuple):
        return "x".join(map(str, shape)) or "1"
    if isinstance(value, str):
        return f"{len(value)} characters"
    if isinstance(value, (list, tuple, dict, set, bytes)):
        return f"{len(value)} items"
    return type(value).__qualname__


def _outline(value, depth=3):
    """What two calls must have alike to be the same one: all but the contents
    of large things, and where files are."""
    plain = _plain(value)
    if plain is not None:
        return plain
    if depth > 0 and isinstance(value, dict) and len(value) <= 50:
        return {str(key): _outline(item, depth - 1) for key, item in value.items()}
    if depth > 0 and isinstance(value, (list, tuple)) and value:
        return [_size(value), _outline_of_item(value[0], depth - 1)]
    return [_size(value), str(getattr(value, "dtype", ""))]


def _outline_of_item(value, depth):
    # One number of many is data.
    return "number" if isinstance(value, numbers.Number) else _outline(value, depth)


def _outline_of_keywords(keywords):
    return {f"{key}=": _outline(value) for key, value in keywords.items()}


def _text(outline):
    text = outline if isinstance(outline, str) else json.dumps(outline)
    return text if len(text) <= _LONGEST_TEXT else text[:_LONGEST_TEXT] + "..."


def _one_line(text, fallback):
    text = "".join(c if c.isprintable() else " " for c in str(text))
    return text.strip().strip("/").strip() or fallback


class RecordedCall:

    def __init__(self, operator_class, operator_name, runtime_kwargs,
                 operator_kwargs):
        self.operator_class = operator_class
        self.operator = _one_line(operator_name, "operator").replace("/", "_")
        self.runtime_kwargs = runtime_kwargs
        self.operator_kwargs = operator_kwargs
        # What the file got, and adds to.
        self.result = None

    def class_name(self):
        return (f"{getattr(self.operator_class, '__module__', '')}."
                f"{getattr(self.operator_class, '__qualname__', '')}").strip(".")

    def outline(self):
        return json.dumps({"operator": self.operator, "class": self.class_name(),
                           **_outline_of_keywords(self.operator_kwargs),
                           **_outline_of_keywords(self.runtime_kwargs)})

    def difference(self, listed):
        """How the outline differs from the one that was listed; empty if it does
        not."""
        was, now = json.loads(listed), json.loads(self.outline())
        return ", ".join(
            f"{key.rstrip('=')} was {_text(was.get(key))} and is {_text(now.get(key))}"
            for key in {**was, **now} if was.get(key) != now.get(key))

    def parameters(self):
        """The keywords whose values are plain."""
        both = {**self.operator_kwargs, **self.runtime_kwargs}
        plain = {str(key).replace("=", "_"): _plain(value)
                 for key, value in both.items()}
        return {key: text for key, text in plain.items() if text is not None}

    def description_by_keywords(self):
        """What the call's keywords are, for a file that describes nothing."""
        both = {**self.operator_kwargs, **self.runtime_kwargs}
        parts = [f"{key}={_plain(value)}" if _plain(value) is not None
                 else _size(value) for key, value in both.items()]
        return _one_line(", ".join(parts).replace("/", "_"), "no arguments")

    def release(self):
        """Lets go of the call's data."""
        self.runtime_kwargs = self.operator_kwargs = self.operator_class = None

    def description(self):
        """The file's own; empty if there is none."""
        own = (self.result or {}).get("data_description")
        return "" if own is None else _one_line(own, "")

    def output_info(self):
        """The file's own, as the text of a JSON object; empty if there is none."""
        info = (self.result or {}).get("output_info")
        if not isinstance(info, dict):
            return ""
        return json.dumps({str(key): _to_json(value) for key, value in info.items()})

    def own_entries(self):
        """What the file added besides, as the text of a JSON object; empty if
        there is nothing."""
        own = {str(key): _to_json(value) for key, value in (self.result or {}).items()
               if key not in _KNOWN}
        return json.dumps(own) if own else ""


def _to_json(value):
    """Values of any kind: numpy's numbers as numbers, odd ones as text."""
    if isinstance(value, (bool, str, int)) or value is None:
        return value
    if isinstance(value, float):
        # JSON has no other.
        return value if value - value == 0 else str(value)
    if isinstance(value, dict):
        return {str(key): _to_json(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [_to_json(item) for item in value]
    if hasattr(value, "tolist"):
        return _to_json(value.tolist())
    return str(value)
