"""Reads every file of an export folder with programs that this project did not write, and prints what they found as JSON.

usage: python foreign-readers.py FOLDER
Arrays come in the order of the files: cells with x fastest, then y; vectors as their components.
"""
import ast
import base64
import csv
import json
import os
import sys
import xml.etree.ElementTree as xml

import discretisedfield
import numpy as np
import pyarrow.parquet
import pyvista
from PIL import Image

folder = sys.argv[1]


def of_field(array):
    """discretisedfield: indices ix, iy, iz, component."""
    return [component.ravel(order="F").tolist() for component in np.moveaxis(array, -1, 0)]


def ovf(path):
    field = discretisedfield.Field.from_file(path)
    region, mesh = field.mesh.region, field.mesh
    return {
        "cells": [int(n) for n in mesh.n],
        "cell": [float(c) for c in mesh.cell],
        "pmin": [float(p) for p in region.pmin],
        "pmax": [float(p) for p in region.pmax],
        "labels": list(field.vdims) if field.vdims else None,
        "values": of_field(field.array),
    }


def vti(path):
    return image(pyvista.read(path))


def image(grid):
    arrays = {name: np.asarray(grid.cell_data[name]) for name in grid.cell_data}
    return {
        "dimensions": list(grid.dimensions),
        "spacing": list(grid.spacing),
        "facts": {name: float(np.asarray(grid.field_data[name])[0]) for name in grid.field_data},
        "arrays": {name: {"type": str(a.dtype), "values": np.atleast_2d(a.T).tolist()} for name, a in arrays.items()},
    }


def pvd(path):
    reader = pyvista.get_reader(path)
    found = []
    for time in reader.time_values:
        reader.set_active_time_value(time)
        found.append({"time": time, **image(reader.read()[0])})
    return found


def parquet(path):
    table = pyarrow.parquet.read_table(path)
    metadata = {k.decode(): v.decode() for k, v in (table.schema.metadata or {}).items()}
    return {"rows": table.to_pylist(), "metadata": metadata, "types": {f.name: str(f.type) for f in table.schema}}


def png(path):
    with Image.open(path) as picture:
        picture.load()
        return {"size": picture.size, "rgb": base64.b64encode(picture.convert("RGB").tobytes()).decode()}


def svg(path):
    top = xml.parse(path).getroot()
    return {"tag": top.tag, "width": top.get("width"), "elements": sum(1 for _ in top.iter())}


def table(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def script(path):
    """The constants of a run.py and the axes that its own function reads: all that needs nothing but NumPy."""
    with open(path) as file:
        body = ast.parse(file.read(), path).body
    last = next(i for i, node in enumerate(body) if getattr(node, "name", "") == "easy_axes")
    plain = [node for node in body[: last + 1] if isinstance(node, (ast.Assign, ast.FunctionDef))]
    space = {"np": np}
    exec(compile(ast.Module(plain, type_ignores=[]), path, "exec"), space)
    axes = space["easy_axes"](os.path.join(os.path.dirname(path), "easy-axes.ovf"))
    constants = {k: v for k, v in space.items() if isinstance(v, (int, float, list))}
    return {"constants": constants, "axes": axes.reshape(-1, 3).T.tolist()}


def read_json(path):
    with open(path) as file:
        return json.load(file)


readers = {
    ".ovf": ovf,
    ".vti": vti,
    ".pvd": pvd,
    ".parquet": parquet,
    ".png": png,
    ".svg": svg,
    ".csv": table,
    ".json": read_json,
}

found = {}
for parent, _, names in os.walk(folder):
    for name in names:
        path = os.path.join(parent, name)
        reader = script if name == "run.py" else readers.get(os.path.splitext(name)[1])
        if reader:
            found[os.path.relpath(path, folder).replace(os.sep, "/")] = reader(path)
json.dump(found, sys.stdout)
