"""
Models small enough to be made here, so that they are really loaded and run.

They are ONNX, written by its definition (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto); ``onnx`` itself would be
9 MB more to install.
"""

import numpy as np


FLOAT, INT32, INT64 = 1, 6, 7
_NUMPY = {FLOAT: np.float32, INT64: np.int64}


def _varint(number):
    out = b""
    while number > 0x7F:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


def _field(number, value):
    """Write one field of a message: a number, or a text, bytes or a message by its length."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    value = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(value)) + value


def _message(*fields):
    return b"".join(_field(number, value) for number, value in fields)


def node(kind, inputs, output, **attributes):
    parts = [(1, name) for name in inputs] + [(2, output), (4, kind)]
    return _message(*parts, *((5, _message((1, name), (3, value), (20, 2))) for name, value in attributes.items()))


def tensor(name, kind, values):
    values = np.asarray(values, _NUMPY[kind])
    return _message(*((1, size) for size in values.shape), (2, kind), (8, name), (9, values.tobytes()))


def port(name, kind, *sizes):
    dimensions = _message(*((1, _message((1, size) if isinstance(size, int) else (2, size))) for size in sizes))
    return _message((1, name), (2, _message((1, _message((1, kind), (2, dimensions))))))


def network(nodes, constants, inputs, outputs):
    """Make the file of a model."""
    graph = [(1, one) for one in nodes] + [(2, "made")] + [(5, one) for one in constants]
    graph += [(11, one) for one in inputs] + [(12, one) for one in outputs]
    return _message((1, 8), (7, _message(*graph)), (8, _message((1, ""), (2, 13))))
