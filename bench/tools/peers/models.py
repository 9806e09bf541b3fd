"""The rows of compare_peers.py for operators with a model.

Ours and the peers read the same file of weights (made up, unless --model_dir
names the user's) and the same pixels. Each process loads the model, runs once to
warm up and then some times; the figures are medians of those. So the time of
loading stands in a column of its own.
"""

import array
import os
import random
import re
import statistics
import subprocess
import sys

from runs import Failed, Missing, run_json

PEERS_OF_CLIP = ("clip_image_transformers", "clip_image_onnxruntime")

# Our operator, input, frames that go through the network at once, peers.
ROWS = (
    (
        "image_vec_rep",
        "noise_640x480",
        1,
        ("resnet18_torch", "resnet18_onnxruntime"),
    ),
    ("vid_vec_rep", "8_key_frames_640x480", 1, PEERS_OF_CLIP),
    ("vid_vec_rep", "8_key_frames_640x480", 8, PEERS_OF_CLIP),
    (
        "classify_video_zero_shot",
        "100_labels",
        8,
        ("zero_shot_transformers",),
    ),
    ("detect_lewd_images", "noise_640x480", 1, ("classifier_onnxruntime",)),
)
FILES = {
    "image_vec_rep": "resnet18",
    "vid_vec_rep": "clip_vit_b32",
    "classify_video_zero_shot": "clip_vit_b32",
    "detect_lewd_images": "lewd_images",
}
HEADER = (
    "| input | program | time, s | load, s | peak, MiB | largest difference "
    "| ratio |\n| --- | --- | ---: | ---: | ---: | ---: | ---: |"
)
OURS = "ours"
# Pixels of one colour on each side of a square.
SQUARE = 16
# Three letters each, which have a token a letter in any vocabulary of bytes.
LABELS = ["".join(("a", "bcdfgjklmp"[i // 10], "bcdfgjklmp"[i % 10]))
          for i in range(100)]


def title(row):
    name = f"{row[0]} {row[1]}"
    return f"{name}, batch {row[2]}" if row[0] == "vid_vec_rep" else name


def write_noise(path):
    """Squares of noise, as a file that any reader of images takes."""
    draw = random.Random(42)
    with open(path, "wb") as file:
        file.write(b"P6 640 480 255\n")
        for _ in range(480 // SQUARE):
            squares = (draw.randbytes(3) for _ in range(640 // SQUARE))
            file.write(b"".join(square * SQUARE for square in squares) * SQUARE)


def ffmpeg(*arguments):
    try:
        subprocess.run(
            ["ffmpeg", "-loglevel", "error", *arguments], check=True
        )
    except FileNotFoundError:
        raise Missing("no ffmpeg; apt-get install ffmpeg") from None


def write_video(path, frames):
    """Eight frames of Motion JPEG, and the same as images without loss."""
    source = "mandelbrot=size=640x480:rate=8"
    ffmpeg("-f", "lavfi", "-i", source, "-t", "1", "-c:v", "mjpeg",
           "-pix_fmt", "yuvj420p", "-q:v", "3", path)
    os.mkdir(frames)
    ffmpeg("-i", path, "-vsync", "0", os.path.join(frames, "%04d.png"))


def make_inputs(row, directory):
    """Returns what ours is run on, and what the peers are."""
    if "video" in row[0] or row[0].startswith("vid"):
        video = os.path.join(directory, "video.avi")
        frames = os.path.join(directory, "frames")
        write_video(video, frames)
        return video, frames
    image = os.path.join(directory, "noise.ppm")
    write_noise(image)
    return image, image


class Bench:
    """One row's runs."""

    def __init__(self, here, row, directory, options):
        self.here = here
        self.row = row
        self.directory = directory
        self.options = options
        self.input, self.peers_input = make_inputs(row, directory)

    def ours(self):
        command = [
            os.path.join(self.here, "operate_model"),
            f"--feluda_operator={self.row[0]}",
            f"--feluda_input={self.input}",
            f"--feluda_batch={self.row[2]}",
            f"--feluda_labels={'|'.join(LABELS)}",
            "--feluda_forget_labels",
            f"--feluda_threads={self.options.threads}",
            f"--feluda_repetitions={self.options.repetitions + 1}",
            f"--feluda_model_dir={self.options.model_dir}",
            f"--feluda_save_output={os.path.join(self.directory, OURS)}",
        ]
        told = run_json(command, self.options.threads)
        phases = [told["initialization"], *told["execution"]]
        before = told["initialization"]["before_mb"]
        return {
            # The first call warms up.
            "wall_s": [call["wall_s"] for call in told["execution"][1:]],
            "load_s": told["initialization"]["wall_s"],
            "peak_mb": max(phase["peak_mb"] for phase in phases) - before,
            "model": told["model"],
        }

    def peer(self, name, model):
        command = [
            self.options.python,
            os.path.join(self.here, "peers", "model_peer.py"),
            name,
            model,
            self.peers_input,
            "|".join(LABELS),
            self.row[2],
            self.options.threads,
            self.options.repetitions,
            os.path.join(self.directory, name),
        ]
        told = run_json(command, self.options.threads)
        told["peak_mb"] = told["peak_growth_bytes"] / 2**20
        return told

    def output(self, name):
        with open(os.path.join(self.directory, name), "rb") as file:
            return array.array("f", file.read())

    def difference(self, name):
        """Of the outputs, over the largest number of theirs."""
        ours, theirs = self.output(OURS), self.output(name)
        if len(ours) != len(theirs):
            raise Failed(f"{name} gave {len(theirs)} numbers, not {len(ours)}")
        largest = max(abs(number) for number in theirs)
        return max(abs(a - b) for a, b in zip(ours, theirs)) / largest


def compare(here, row, rounds, directory, options):
    """Runs ours and the peers in turn, and prints a line for each."""
    bench = Bench(here, row, directory, options)
    lines = {OURS: []}
    lines.update({peer: [] for peer in row[3]})
    for _ in range(rounds):
        for name in list(lines):
            try:
                told = (
                    bench.ours()
                    if name == OURS
                    else bench.peer(name, lines[OURS][0]["model"])
                )
            except Missing as missing:
                print(f"{name}: {missing}", file=sys.stderr)
                del lines[name]
                continue
            lines[name].append(told)

    def median(name, figure):
        return statistics.median(figure(told) for told in lines[name])

    def seconds(told):
        return statistics.median(told["wall_s"])

    for name in lines:
        difference = "" if name == OURS else f"{bench.difference(name):.1e}"
        ratio = median(name, seconds) / median(OURS, seconds)
        print(
            f"| {title(row)} | {name} | {median(name, seconds):.4f} "
            f"| {median(name, lambda told: told['load_s']):.2f} "
            f"| {median(name, lambda told: told['peak_mb']):.0f} "
            f"| {difference} | {ratio:.2f} |",
            flush=True,
        )


def picked(regex):
    return [row for row in ROWS if re.search(regex, title(row))]
