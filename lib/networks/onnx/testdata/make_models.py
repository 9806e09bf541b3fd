#!/usr/bin/python3
"""Makes the models of models/ and what ONNX Runtime or TensorFlow gives for them.

    pip install onnx onnxruntime safetensors numpy torch
    make_models.py

Each NAME.onnx has a NAME.safetensors with `input` and `output`. Most are one
operation, or a few that are fused; torch_*.onnx are exported by torch.onnx.
make_tensorflow_models.py adds tensorflow_*.onnx, and make_float16_models.py those
that have float16 inputs.
"""

import pathlib

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import save_file

MODELS = pathlib.Path(__file__).resolve().parent / "models"
RANDOM = np.random.default_rng(7)


def values(*shape):
    return RANDOM.normal(0, 0.5, shape).astype(np.float32)


def keep(name, x):
    """Runs the model and writes the input and output beside it."""
    path = str(MODELS / f"{name}.onnx")
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    (y,) = session.run(None, {session.get_inputs()[0].name: x})
    save_file(
        {"input": np.ascontiguousarray(x), "output": np.ascontiguousarray(y)},
        MODELS / f"{name}.safetensors",
    )


def case(name, shape, nodes, constants, opset=13, batch=1):
    """Writes a model from x to y. `nodes` are (operation, inputs, outputs, attributes)."""
    made = [helper.make_node(op, i, o, **a) for op, i, o, a in nodes]
    initializers = [numpy_helper.from_array(v, k) for k, v in constants.items()]
    declared = list(shape)
    if batch != 1:
        declared[0] = "batch"
    graph = helper.make_graph(
        made,
        name,
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, declared)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        initializers,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)])
    model.ir_version = 7
    onnx.save(model, MODELS / f"{name}.onnx")
    keep(name, values(batch, *shape[1:]))


def convolutions():
    w = values(4, 3, 3, 3)
    for name, attributes in {
        "conv_same_upper": dict(auto_pad="SAME_UPPER", strides=[2, 2]),
        "conv_same_lower": dict(auto_pad="SAME_LOWER", strides=[2, 2]),
        "conv_valid": dict(auto_pad="VALID"),
        "conv_uneven": dict(pads=[0, 1, 2, 0], strides=[2, 1]),
        "conv_dilated": dict(pads=[2, 2, 2, 2], dilations=[2, 2]),
    }.items():
        case(name, (1, 3, 8, 7), [("Conv", ["x", "w"], ["y"], attributes)], {"w": w})
    case(
        "conv_grouped",
        (1, 4, 5, 5),
        [("Conv", ["x", "w", "b"], ["y"], dict(group=2))],
        {"w": values(6, 2, 3, 3), "b": values(6)},
    )
    case(
        "conv_depthwise",
        (1, 8, 6, 6),
        [("Conv", ["x", "w"], ["y"], dict(group=8, pads=[1, 1, 1, 1]))],
        {"w": values(8, 1, 3, 3)},
        batch=2,
    )


def normalizations():
    bn = {"g": values(4), "b": values(4), "m": values(4), "v": np.abs(values(4)) + 0.5}
    w = values(4, 3, 1, 1)
    normal = ("BatchNormalization", ["c", "g", "b", "m", "v"], ["n"], dict(epsilon=1e-3))
    conv = ("Conv", ["x", "w"], ["c"], {})
    case(
        "normalization_alone",
        (1, 4, 5, 5),
        [("BatchNormalization", ["x", "g", "b", "m", "v"], ["n"], {}), ("Relu", ["n"], ["y"], {})],
        bn,
    )
    case(
        "normalization_folded",
        (1, 3, 5, 5),
        [conv, normal, ("LeakyRelu", ["n"], ["y"], dict(alpha=0.2))],
        {"w": w, **bn},
    )
    case(
        "affine_folded",
        (1, 3, 5, 5),
        [
            conv,
            ("Mul", ["s", "c"], ["p"], {}),
            ("Add", ["p", "t"], ["q"], {}),
            ("Sub", ["q", "u"], ["r"], {}),
            ("Div", ["r", "s"], ["z"], {}),
            ("Tanh", ["z"], ["y"], {}),
        ],
        {
            "w": w,
            "s": values(1, 4, 1, 1) + 2,
            "t": values(4, 1, 1),
            "u": np.float32(0.3).reshape(()),
        },
    )


def activations():
    shape = (1, 4, 3, 5)
    gate = dict(alpha=1 / 6, beta=0.5)
    six = {"lo": np.float32(0).reshape(()), "hi": np.float32(0.6).reshape(())}
    case("silu", shape, [("Sigmoid", ["x"], ["s"], {}), ("Mul", ["x", "s"], ["y"], {})], {})
    case(
        "silu_of_conv",
        shape,
        [
            ("Conv", ["x", "w"], ["c"], {}),
            ("Sigmoid", ["c"], ["s"], {}),
            ("Mul", ["s", "c"], ["y"], {}),
        ],
        {"w": values(3, 4, 1, 1)},
    )
    case(
        "sigmoid_read_twice",
        shape,
        [
            ("Conv", ["x", "w"], ["c"], {}),
            ("Sigmoid", ["c"], ["s"], {}),
            ("Mul", ["c", "s"], ["m"], {}),
            ("Add", ["m", "s"], ["y"], {}),
        ],
        {"w": values(3, 4, 1, 1)},
    )
    case(
        "hard_swish_by_parts",
        shape,
        [
            ("Relu", ["x"], ["r"], {}),
            ("HardSigmoid", ["r"], ["s"], gate),
            ("Mul", ["r", "s"], ["y"], {}),
        ],
        {},
    )
    case("hard_swish", shape, [("HardSwish", ["x"], ["y"], {})], {}, opset=14)
    case("hard_sigmoid", shape, [("HardSigmoid", ["x"], ["y"], {})], {})
    case("clip_by_inputs", shape, [("Clip", ["x", "lo", "hi"], ["y"], {})], six)
    case("clip_below", shape, [("Clip", ["x", "lo"], ["y"], {})], six)
    case("clip_by_attributes", shape, [("Clip", ["x"], ["y"], dict(min=-0.2, max=0.4))], {}, opset=9)
    case("elu", shape, [("Elu", ["x"], ["y"], dict(alpha=0.7))], {})


def sums():
    w = {"w": values(4, 4, 3, 3), "v": values(4, 4, 1, 1)}
    pad = dict(pads=[1, 1, 1, 1])
    case(
        "residual",
        (1, 4, 6, 6),
        [
            ("Conv", ["x", "w"], ["a"], pad),
            ("Conv", ["x", "v"], ["b"], {}),
            ("Add", ["a", "b"], ["c"], {}),
            ("Relu", ["c"], ["y"], {}),
        ],
        w,
    )
    case(
        "squeeze_and_excite",
        (2, 4, 6, 6),
        [
            ("ReduceMean", ["x"], ["p"], dict(axes=[-1, -2])),
            ("Conv", ["p", "v"], ["a"], {}),
            ("Relu", ["a"], ["b"], {}),
            ("Conv", ["b", "u"], ["c"], {}),
            ("Sigmoid", ["c"], ["s"], {}),
            ("Mul", ["s", "x"], ["y"], {}),
        ],
        {"v": values(2, 4, 1, 1), "u": values(4, 2, 1, 1)},
        batch=2,
    )
    constants = {
        "a": values(4, 1, 1),
        "b": values(6),
        "one": np.float32(1.5).reshape((1,)),
    }
    case(
        "arithmetic",
        (1, 4, 5, 6),
        [
            ("Add", ["x", "a"], ["c"], {}),
            ("Mul", ["b", "c"], ["d"], {}),
            ("Sub", ["one", "d"], ["e"], {}),
            ("Div", ["e", "one"], ["f"], {}),
            ("Max", ["f", "x"], ["g"], {}),
            ("Min", ["g", "one"], ["y"], {}),
        ],
        constants,
    )
    case(
        "concat",
        (1, 4, 5, 6),
        [
            ("Relu", ["x"], ["a"], {}),
            ("Concat", ["a", "x", "a"], ["b"], dict(axis=1)),
            ("Concat", ["b", "b"], ["y"], dict(axis=-1)),
        ],
        {},
    )


def pools():
    shape = (1, 3, 7, 8)
    window = dict(kernel_shape=[3, 3], strides=[2, 2])
    for name, op, attributes in [
        ("maxpool_padded", "MaxPool", dict(window, pads=[1, 1, 1, 1])),
        ("maxpool_ceil", "MaxPool", dict(window, ceil_mode=1)),
        ("maxpool_same", "MaxPool", dict(window, auto_pad="SAME_UPPER")),
        ("avgpool_excludes", "AveragePool", dict(window, pads=[1, 1, 1, 1])),
        ("avgpool_includes", "AveragePool", dict(window, pads=[1, 0, 1, 1], count_include_pad=1)),
        ("global_max", "GlobalMaxPool", {}),
    ]:
        case(name, shape, [(op, ["x"], ["y"], attributes)], {})
    case(
        "pad_then_maxpool",
        shape,
        [
            ("Relu", ["x"], ["r"], {}),
            ("Pad", ["r", "p"], ["q"], {}),
            ("MaxPool", ["q"], ["y"], dict(kernel_shape=[3, 3], strides=[2, 2])),
        ],
        {"p": np.array([0, 0, 1, 2, 0, 0, 3, 0])},
    )


def classifiers():
    head = {"m": values(4, 5), "c": values(5)}
    shape = (3, 4, 6, 6)
    case(
        "head_by_shapes",
        shape,
        [
            ("GlobalAveragePool", ["x"], ["p"], {}),
            ("Shape", ["x"], ["s"], {}),
            ("Gather", ["s", "zero"], ["n"], dict(axis=0)),
            ("Unsqueeze", ["n", "axis"], ["u"], {}),
            ("Concat", ["u", "rest"], ["t"], dict(axis=0)),
            ("Reshape", ["p", "t"], ["f"], {}),
            ("MatMul", ["f", "m"], ["d"], {}),
            ("Add", ["d", "c"], ["e"], {}),
            ("Softmax", ["e"], ["y"], dict(axis=-1)),
        ],
        {
            "zero": np.array(0),
            "axis": np.array([0]),
            "rest": np.array([-1]),
            **head,
        },
        batch=3,
    )
    case(
        "head_by_gemm",
        shape,
        [
            ("ReduceMean", ["x"], ["p"], dict(axes=[2, 3], keepdims=0)),
            ("Dropout", ["p"], ["f"], {}),
            ("Gemm", ["f", "m", "c"], ["g"], dict(alpha=0.5, beta=2.0, transB=1)),
            ("Sigmoid", ["g"], ["y"], {}),
        ],
        {"m": values(5, 4), "c": values(5)},
        batch=3,
    )
    case(
        "reduce_mean_18",
        (1, 4, 6, 6),
        [("ReduceMean", ["x", "a"], ["p"], {}), ("Flatten", ["p"], ["y"], {})],
        {"a": np.array([2, 3])},
        opset=18,
    )
    case(
        "float16_weights",
        (1, 4, 3, 3),
        [("Cast", ["h"], ["w"], dict(to=1)), ("Conv", ["x", "w"], ["y"], {})],
        {"h": values(5, 4, 1, 1).astype(np.float16)},
    )
    case(
        "channels_last",
        (2, 6, 6, 3),
        [
            ("Transpose", ["x"], ["a"], dict(perm=[0, 3, 1, 2])),
            ("Conv", ["a", "w"], ["b"], dict(pads=[0, 0, 1, 1], strides=[2, 2])),
            ("Transpose", ["b"], ["c"], dict(perm=[0, 2, 3, 1])),
            ("Add", ["c", "bias"], ["d"], {}),
            ("Relu", ["d"], ["e"], {}),
            ("ReduceMean", ["e"], ["p"], dict(axes=[1, 2], keepdims=1)),
            ("Transpose", ["p"], ["q"], dict(perm=[0, 3, 1, 2])),
            ("Conv", ["q", "v"], ["r"], {}),
            ("Sigmoid", ["r"], ["s"], {}),
            ("Transpose", ["s"], ["t"], dict(perm=[0, 2, 3, 1])),
            ("Mul", ["e", "t"], ["y"], {}),
        ],
        {"w": values(4, 3, 3, 3), "bias": values(4), "v": values(4, 4, 1, 1)},
        batch=2,
    )


class TorchBlock(torch.nn.Module):
    """The parts of EfficientNet and of ResNet."""

    def __init__(self):
        super().__init__()
        nn = torch.nn
        self.stem = nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1, bias=False), nn.BatchNorm2d(8), nn.SiLU())
        self.expand = nn.Sequential(nn.Conv2d(8, 16, 1, bias=False), nn.BatchNorm2d(16), nn.SiLU())
        self.depth = nn.Sequential(
            nn.Conv2d(16, 16, 3, 1, 1, groups=16, bias=False), nn.BatchNorm2d(16), nn.SiLU()
        )
        self.squeeze = nn.Conv2d(16, 4, 1)
        self.excite = nn.Conv2d(4, 16, 1)
        self.project = nn.Sequential(nn.Conv2d(16, 8, 1, bias=False), nn.BatchNorm2d(8))
        self.block = nn.Sequential(
            nn.Conv2d(8, 8, 3, 1, 1, bias=False), nn.BatchNorm2d(8), nn.ReLU(),
            nn.Conv2d(8, 8, 3, 1, 1, bias=False), nn.BatchNorm2d(8),
        )
        self.pool = nn.MaxPool2d(3, 2, 1)
        self.head = nn.Linear(8, 3)

    def forward(self, x):
        x = self.stem(x)
        y = self.depth(self.expand(x))
        gate = self.squeeze(torch.nn.functional.adaptive_avg_pool2d(y, 1))
        gate = torch.sigmoid(self.excite(torch.nn.functional.silu(gate)))
        x = x + self.project(y * gate)
        x = self.pool(torch.relu(x + self.block(x)))
        x = torch.nn.functional.adaptive_avg_pool2d(x, 1)
        return self.head(torch.flatten(torch.nn.functional.hardswish(x), 1))


def torch_exports():
    torch.manual_seed(3)
    block = TorchBlock()
    for module in block.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.running_mean.normal_(0, 0.1)
            module.running_var.uniform_(0.5, 1.5)
    block.eval()
    x = torch.randn(2, 3, 16, 20)
    for opset in (9, 11, 13, 16):
        torch.onnx.export(
            block, x, str(MODELS / f"torch_{opset}.onnx"), opset_version=opset,
            input_names=["x"], output_names=["y"],
            dynamic_axes={"x": {0: "batch"}, "y": {0: "batch"}},
        )
        keep(f"torch_{opset}", x.numpy())


if __name__ == "__main__":
    MODELS.mkdir(exist_ok=True)
    convolutions()
    normalizations()
    activations()
    sums()
    pools()
    classifiers()
    torch_exports()
