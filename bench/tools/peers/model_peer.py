#!/usr/bin/python3
"""Runs a Python library, a peer of one of our operators with a model.

    model_peer.py PEER MODEL INPUT LABELS BATCH THREADS REPETITIONS OUTPUT

MODEL is the file of weights that our operator has read, INPUT an image, or a
folder with the key frames of a video as images, LABELS texts with | between
them. The library loads the model, runs once to warm up, and then REPETITIONS
times from the image file's pixels to the numbers. Prints one line of JSON: the
seconds of each repetition, of loading, and by how many bytes resident memory rose
above where it stood before the library was imported. OUTPUT gets the numbers as
float32.

Exit status 3: the library is not installed; the message names the package.
"""

import json
import os
import re
import subprocess
import sys
import time

IMAGENET = ([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
CLIP = (
    [0.48145466, 0.4578275, 0.40821073],
    [0.26862954, 0.26130258, 0.27577711],
)


def resident(key):
    """Returns the bytes of VmRSS, or of VmHWM, its high-water mark."""
    with open("/proc/self/status", encoding="ascii") as status:
        return int(re.search(key + r":\s+(\d+)", status.read())[1]) * 1024


def open_images(path):
    from PIL import Image

    paths = [path]
    if os.path.isdir(path):
        paths = [os.path.join(path, name) for name in sorted(os.listdir(path))]
    images = [Image.open(name).convert("RGB") for name in paths]
    for image in images:
        image.load()
    return images


def transform(side, mean_and_deviation, bicubic, crop):
    from torchvision import transforms

    mode = transforms.InterpolationMode
    steps = [
        transforms.Resize(side, mode.BICUBIC if bicubic else mode.BILINEAR)
    ]
    if crop:
        steps.append(transforms.CenterCrop(side))
    steps.append(transforms.ToTensor())
    steps.append(transforms.Normalize(*mean_and_deviation))
    return transforms.Compose(steps)


def to_numbers(image, side, mean_and_deviation, bicubic, crop):
    """As transform() does, without torch, for engines that need none."""
    import numpy
    from PIL import Image

    width, height = image.size
    size = (
        (side, int(side * height / width))
        if width <= height
        else (int(side * width / height), side)
    )
    image = image.resize(size, Image.BICUBIC if bicubic else Image.BILINEAR)
    if crop:
        left, top = ((length - side) // 2 for length in size)
        image = image.crop((left, top, left + side, top + side))
    mean, deviation = (
        numpy.array(values, numpy.float32) for values in mean_and_deviation
    )
    pixels = numpy.asarray(image, numpy.float32) / 255
    return ((pixels - mean) / deviation).transpose(2, 0, 1)


def export(o, which):
    """Exports to ONNX in a process of its own, so that torch is not counted."""
    name = o.output + ".onnx"
    arguments = [*sys.argv[2:-1], name]
    done = subprocess.run(
        [sys.executable, sys.argv[0], which, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        universal_newlines=True,
    )
    if done.returncode == 3:
        raise ImportError(done.stderr.strip().splitlines()[-1].split(";")[0])
    if done.returncode != 0:
        sys.exit(done.stderr[-2000:])
    return name


def resnet18(o):
    import torch
    import torchvision
    from safetensors.torch import load_file

    torch.set_num_threads(o.threads)
    model = torchvision.models.resnet18()
    model.load_state_dict(load_file(o.model), strict=False)
    model.fc = torch.nn.Identity()
    return torch, model.eval(), transform(224, IMAGENET, False, False)


def resnet18_torch(o):
    torch, model, prepare = resnet18(o)
    image = open_images(o.input)[0]

    def run():
        with torch.no_grad():
            return model(prepare(image)[None]).numpy()

    return run


def export_resnet18(o):
    torch, model, prepare = resnet18(o)
    image = open_images(o.input)[0]
    torch.onnx.export(model, prepare(image)[None], o.output, opset_version=13)
    sys.exit()


def resnet18_onnxruntime(o):
    import onnxruntime

    image = open_images(o.input)[0]
    session = start_session(onnxruntime, o, export(o, "export_resnet18"))

    def run():
        pixels = to_numbers(image, 224, IMAGENET, False, False)[None]
        return session.run(None, {session.get_inputs()[0].name: pixels})[0]

    return run


def start_session(onnxruntime, o, name):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = o.threads
    options.inter_op_num_threads = 1
    started = time.perf_counter()
    session = onnxruntime.InferenceSession(
        name, options, providers=["CPUExecutionProvider"]
    )
    o.loaded = time.perf_counter() - started
    return session


def clip(o):
    import torch
    from safetensors.torch import load_file
    from transformers import CLIPConfig, CLIPModel

    torch.set_num_threads(o.threads)
    model = CLIPModel(CLIPConfig())
    model.load_state_dict(load_file(o.model), strict=False)
    return torch, model.eval()


def clip_image_transformers(o):
    torch, model = clip(o)
    prepare = transform(224, CLIP, True, True)
    images = open_images(o.input)

    def run():
        features = []
        with torch.no_grad():
            for first in range(0, len(images), o.batch):
                some = images[first : first + o.batch]
                pixels = torch.stack([prepare(image) for image in some])
                features.append(model.get_image_features(pixels))
            return torch.cat(features).numpy()

    return run


def export_clip_image(o):
    torch, model = clip(o)

    class Tower(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.model = model

        def forward(self, pixels):
            return self.model.get_image_features(pixels)

    torch.onnx.export(
        Tower().eval(),
        torch.zeros(2, 3, 224, 224),
        o.output,
        opset_version=14,
        input_names=["pixels"],
        dynamic_axes={"pixels": {0: "batch"}},
    )
    sys.exit()


def clip_image_onnxruntime(o):
    import numpy
    import onnxruntime

    images = open_images(o.input)
    session = start_session(onnxruntime, o, export(o, "export_clip_image"))

    def run():
        features = []
        for first in range(0, len(images), o.batch):
            some = images[first : first + o.batch]
            pixels = numpy.stack(
                [to_numbers(image, 224, CLIP, True, True) for image in some]
            )
            features += session.run(None, {"pixels": pixels})
        return numpy.concatenate(features)

    return run


def byte_tokens(label, vocabulary):
    """The ids of a label of printable ASCII, by a vocabulary of bytes."""
    ids = [ord(letter) - ord("!") for letter in label]
    ids[-1] += 256
    return [vocabulary - 2, *ids, vocabulary - 1]


def zero_shot_transformers(o):
    torch, model = clip(o)
    prepare = transform(224, CLIP, True, True)
    images = open_images(o.input)
    # The made-up vocabulary: 512 of bytes, a pair, and the start and the end.
    ids = torch.tensor([byte_tokens(label, 515) for label in o.labels])
    # The end of a text is where its largest id is.
    model.text_model.eos_token_id = 2

    def run():
        with torch.no_grad():
            pixels = torch.stack([prepare(image) for image in images])
            told = model(input_ids=ids, pixel_values=pixels)
            return told.logits_per_image.softmax(dim=1).mean(dim=0).numpy()

    return run


def classifier_onnxruntime(o):
    import numpy
    import onnxruntime
    from PIL import Image

    session = start_session(onnxruntime, o, o.model)
    image = open_images(o.input)[0]
    shape = session.get_inputs()[0].shape

    def run():
        side = 480
        scale = side / max(image.size)
        size = [max(1, round(length * scale)) for length in image.size]
        square = Image.new("RGB", (side, side), (128, 128, 128))
        left, top = ((side - length) // 2 for length in size)
        square.paste(image.resize(size, Image.BILINEAR), (left, top))
        pixels = (numpy.asarray(square, numpy.float32) - 128) / 128
        if shape[1] == 3:
            pixels = pixels.transpose(2, 0, 1)
        name = session.get_inputs()[0].name
        return session.run(None, {name: pixels[None]})[0].reshape(-1)[:1]

    return run


# The function and the packages that it needs.
TORCH = "python3-torch python3-torchvision; pip install safetensors"
PEERS = {
    "resnet18_torch": (resnet18_torch, TORCH),
    "resnet18_onnxruntime": (
        resnet18_onnxruntime,
        TORCH + " onnx onnxruntime",
    ),
    "export_resnet18": (export_resnet18, TORCH + " onnx"),
    "export_clip_image": (
        export_clip_image,
        TORCH + " transformers onnx",
    ),
    "clip_image_transformers": (
        clip_image_transformers,
        TORCH + " transformers",
    ),
    "clip_image_onnxruntime": (
        clip_image_onnxruntime,
        TORCH + " transformers onnx onnxruntime",
    ),
    "zero_shot_transformers": (
        zero_shot_transformers,
        TORCH + " transformers",
    ),
    "classifier_onnxruntime": (
        classifier_onnxruntime,
        "python3-pil; pip install onnxruntime",
    ),
}


class Options:
    def __init__(self, arguments):
        (
            self.model,
            self.input,
            labels,
            batch,
            threads,
            repetitions,
            self.output,
        ) = arguments
        self.labels = labels.split("|")
        self.batch = int(batch)
        self.threads = int(threads)
        self.repetitions = int(repetitions)
        # The seconds that loading took, if the function knows better.
        self.loaded = None


def main():
    prepare, packages = PEERS[sys.argv[1]]
    options = Options(sys.argv[2:])
    before = resident("VmRSS")
    started = time.perf_counter()
    try:
        run = prepare(options)
    except ImportError as error:
        print(f"{error}; apt-get install {packages}", file=sys.stderr)
        sys.exit(3)
    loaded = options.loaded or time.perf_counter() - started
    result = run()
    seconds = []
    for _ in range(options.repetitions):
        started = time.perf_counter()
        result = run()
        seconds.append(time.perf_counter() - started)
    line = {
        "wall_s": seconds,
        "load_s": loaded,
        "peak_growth_bytes": resident("VmHWM") - before,
    }
    result.astype("<f4").tofile(options.output)
    print(json.dumps(line))


main()
