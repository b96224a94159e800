"""Holds a raw JSON answer strictly against a shape of botocore's service model. botocore itself reads leniently."""

import re

_NUMBERS = {"integer": int, "long": int, "double": (int, float), "float": (int, float)}


def problems(shape, value, path="answer"):
    """What is wrong with a value: missing and unknown members, types, enums, lengths and patterns."""
    kind = shape.type_name
    if kind == "structure":
        return _structure(shape, value, path)
    if kind == "list":
        return _type(isinstance(value, list), path, kind, value) or [
            problem for index, item in enumerate(value) for problem in problems(shape.member, item, f"{path}[{index}]")
        ]
    if kind == "map":
        return _type(isinstance(value, dict), path, kind, value) or [
            problem for key, item in value.items() for problem in problems(shape.value, item, f"{path}.{key}")
        ]
    if kind == "string":
        return _type(isinstance(value, str), path, kind, value) or _text(shape, value, path)
    if kind == "boolean":
        return _type(isinstance(value, bool), path, kind, value)
    if kind == "timestamp":
        numeric = shape.serialization.get("timestampFormat", "unixTimestamp") == "unixTimestamp"
        wanted = isinstance(value, (int, float)) if numeric else isinstance(value, str)
        return _type(wanted and not isinstance(value, bool), path, kind, value)
    wanted = isinstance(value, _NUMBERS[kind]) and not isinstance(value, bool)
    return _type(wanted, path, kind, value)


def _structure(shape, value, path):
    if not isinstance(value, dict):
        return [f"{path}: not a structure, got {value!r}"]
    names = {member.serialization.get("name", name): name for name, member in shape.members.items()}
    found = [f"{path}: unknown member {wire}" for wire in value if wire not in names]
    present = {name: (wire, value[wire]) for wire, name in names.items() if value.get(wire) is not None}
    found += [f"{path}: required member {name} is missing" for name in shape.required_members if name not in present]
    for name, (wire, item) in present.items():
        found += problems(shape.members[name], item, f"{path}.{wire}")
    return found


def _text(shape, value, path):
    found = []
    if shape.enum and value not in shape.enum:
        found.append(f"{path}: {value!r} is none of {shape.enum}")
    if len(value) < shape.metadata.get("min", 0) or len(value) > shape.metadata.get("max", len(value)):
        found.append(f"{path}: length of {value!r}")
    pattern = shape.metadata.get("pattern")
    if pattern and not re.search(pattern, value):
        found.append(f"{path}: {value!r} does not match {pattern}")
    return found


def _type(right, path, kind, value):
    return [] if right else [f"{path}: not a {kind}, got {value!r}"]
