#!/usr/bin/python3
"""Makes models/{,half_}tensorflow*.onnx: a Keras model through tf2onnx.

    pip install tensorflow-cpu tf2onnx safetensors
    make_tensorflow_models.py [float16]

half_tensorflow.onnx is the model in Keras's mixed precision with an input of
float16; it alone is made if told so. The expected output is TensorFlow's own.
"""

import pathlib
import sys

import numpy as np
import tensorflow as tf
import tf2onnx
from safetensors.numpy import save_file

MODELS = pathlib.Path(__file__).resolve().parent / "models"
layers = tf.keras.layers


def block(dtype="float32"):
    """The parts of EfficientNet and of ResNet, the way Keras writes them."""
    image = layers.Input((17, 21, 3), dtype=dtype)
    x = layers.Rescaling(1 / 127.5, offset=-1)(image)
    x = layers.Conv2D(8, 3, 2, padding="same", use_bias=False)(x)
    x = layers.Activation("swish")(layers.BatchNormalization()(x))
    y = layers.Conv2D(16, 1, use_bias=False)(x)
    y = layers.Activation("swish")(layers.BatchNormalization()(y))
    y = layers.DepthwiseConv2D(3, padding="same", use_bias=False)(y)
    y = layers.Activation("swish")(layers.BatchNormalization()(y))
    gate = layers.Reshape((1, 1, 16))(layers.GlobalAveragePooling2D()(y))
    gate = layers.Conv2D(4, 1, activation="swish")(gate)
    y = layers.Multiply()([y, layers.Conv2D(16, 1, activation="sigmoid")(gate)])
    y = layers.BatchNormalization()(layers.Conv2D(8, 1, use_bias=False)(y))
    x = layers.Add()([x, y])
    x = layers.MaxPooling2D(3, 2)(layers.ZeroPadding2D(1)(layers.ReLU()(x)))
    x = layers.DepthwiseConv2D(3, 2)(layers.ZeroPadding2D(((0, 1), (0, 1)))(x))
    x = layers.ReLU(6)(layers.BatchNormalization()(x))
    x = layers.Dropout(0.2)(layers.GlobalAveragePooling2D()(x))
    return tf.keras.Model(image, layers.Dense(3, activation="softmax")(x))


def seeded(dtype, random):
    tf.keras.utils.set_random_seed(11)
    model = block(dtype)
    for layer in model.layers:
        if isinstance(layer, layers.BatchNormalization):
            layer.set_weights([random.uniform(0.5, 1.5, w.shape) for w in layer.get_weights()])
    return model


def convert(model, dtype, opset, name):
    signature = [tf.TensorSpec((None, 17, 21, 3), dtype, name="x")]
    tf2onnx.convert.from_function(
        tf.function(lambda t: model(t, training=False), input_signature=signature),
        input_signature=signature, opset=opset,
        output_path=str(MODELS / f"{name}.onnx"),
    )


def mixed_precision():
    tf.keras.mixed_precision.set_global_policy("mixed_float16")
    random = np.random.default_rng(11)
    model = seeded("float16", random)
    x = random.uniform(0, 255, (2, 17, 21, 3)).astype(np.float32)
    y = model(x.astype(np.float16), training=False).numpy().astype(np.float32)
    convert(model, tf.float16, 16, "half_tensorflow")
    save_file({"input": x, "output": y}, MODELS / "half_tensorflow.safetensors")


def main():
    if sys.argv[1:] == ["float16"]:
        mixed_precision()
        return
    random = np.random.default_rng(11)
    model = seeded("float32", random)
    x = random.uniform(0, 255, (2, 17, 21, 3)).astype(np.float32)
    y = model(x, training=False).numpy()
    for opset in (9, 13, 17):
        name = f"tensorflow_{opset}"
        convert(model, tf.float32, opset, name)
        save_file({"input": x, "output": y}, MODELS / f"{name}.safetensors")
    mixed_precision()


if __name__ == "__main__":
    main()
