#!/usr/bin/python3
"""Makes the models of models/ that have float16 inputs, and what they give.

    pip install onnx onnxruntime safetensors numpy
    make_float16_models.py

Each NAME.onnx has a NAME.safetensors with `input` (float32, rounded to float16 when
it is fed) and `output`. What begins with half_ computes in float16.
"""

import pathlib

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator
from safetensors.numpy import save_file

MODELS = pathlib.Path(__file__).resolve().parent / "models"


def case(name, shape, nodes, constants, output):
    """Writes a model with a float16 input, an input and what comes out.

    Where only casts are of float16, ONNX's reference implementation runs it: ONNX
    Runtime leaves a cast out if the operation after it has no float16 on CPUs.
    """
    made = [helper.make_node(op, i, o, **a) for op, i, o, a in nodes]
    initializers = [numpy_helper.from_array(v, k) for k, v in constants.items()]
    graph = helper.make_graph(
        made,
        name,
        [helper.make_tensor_value_info("x", TensorProto.FLOAT16, shape)],
        [helper.make_tensor_value_info("y", output, None)],
        initializers,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 7
    path = str(MODELS / f"{name}.onnx")
    onnx.save(model, path)
    if name.startswith("half_"):
        session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    else:
        session = ReferenceEvaluator(model)
    x = np.random.default_rng(5).normal(0, 0.5, shape).astype(np.float32)
    (y,) = session.run(None, {"x": x.astype(np.float16)})
    save_file({"input": x, "output": y.astype(np.float32)}, MODELS / f"{name}.safetensors")


def make_all():
    random = np.random.default_rng(9)
    # Whole numbers, so that sums are exact and only casts round.
    whole = random.integers(-4, 5, (5, 4, 3, 3)).astype(np.float32)
    to32, to16 = dict(to=TensorProto.FLOAT), dict(to=TensorProto.FLOAT16)
    shape = (1, 4, 6, 7)
    case(
        "float16_input", shape, [("Cast", ["x"], ["y"], to32)], {}, TensorProto.FLOAT
    )
    case(
        "float16_casts",
        shape,
        [
            ("Cast", ["x"], ["a"], to32),
            ("Conv", ["a", "w"], ["b"], dict(pads=[1, 1, 1, 1])),
            ("Cast", ["b"], ["c"], to16),
            ("Relu", ["c"], ["d"], {}),
            ("Cast", ["d"], ["e"], to32),
            ("Mul", ["e", "third"], ["y"], {}),
        ],
        {"w": whole, "third": np.float32(1 / 3).reshape(())},
        TensorProto.FLOAT,
    )
    case(
        "float16_output",
        shape,
        [
            ("Cast", ["x"], ["a"], to32),
            ("Cast", ["v"], ["h"], to16),
            ("Cast", ["h"], ["w"], to32),
            ("Mul", ["a", "w"], ["b"], {}),
            ("Cast", ["b"], ["y"], to16),
        ],
        {"v": np.float32(0.1).reshape(())},
        TensorProto.FLOAT16,
    )
    half = random.normal(0, 0.3, (4, 4, 1, 1)).astype(np.float16)
    case(
        "half_layers",
        shape,
        [
            ("Conv", ["x", "w"], ["a"], {}),
            ("Cast", ["a"], ["b"], to32),
            ("Mul", ["b", "scale"], ["c"], {}),
            ("Cast", ["c"], ["d"], to16),
            ("Sigmoid", ["d"], ["e"], {}),
            ("Mul", ["d", "e"], ["f"], {}),
            ("Add", ["f", "x"], ["g"], {}),
            ("GlobalAveragePool", ["g"], ["h"], {}),
            ("Mul", ["g", "h"], ["y"], {}),
        ],
        {"w": half, "scale": random.uniform(0.5, 2, (1, 4, 1, 1)).astype(np.float32)},
        TensorProto.FLOAT16,
    )


if __name__ == "__main__":
    MODELS.mkdir(exist_ok=True)
    make_all()
