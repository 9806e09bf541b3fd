#!/usr/bin/python3
"""The operators on a user's media: a row a file, and a failed one for a file
that cannot be read. The media are made-up ones that were kept.

Argument: the program //bench:operators.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1])
# Operators with a model find no room for made-up weights, and fail at once;
# model_directory_test runs them.
MODEL_OPERATORS = ("classify_video_zero_shot", "detect_lewd_images",
                   "image_vec_rep", "vid_vec_rep")
ENVIRONMENT = {**os.environ, "XDG_CACHE_HOME": "/dev/null"}


def run(directory, *flags, status):
    """Returns the results by benchmark, if there are any, and stderr."""
    done = subprocess.run(
        [PROGRAM, f"--feluda_results_dir={directory}", *flags,
         "--benchmark_min_time=0.001"], stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT,
        text=True)
    assert done.returncode == status, (done.returncode, flags, done.stderr)
    files = sorted(directory.glob("*.json"))
    if not files:
        return None, done.stderr
    results = json.loads(files[-1].read_text())["results"]
    return {result["benchmark"]: result for result in results}, done.stderr


def test(directory):
    media = directory / "media"
    run(directory / "first", f"--feluda_data_dir={media}",
        "--benchmark_filter=detect_text_in_image/english|hash/h264_320x240",
        status=0)
    text = (media / "english.txt").read_text()
    assert text.strip(), text
    videos = sorted(path.name for path in media.glob("*.mp4"))
    assert len(videos) == 1 and "h264_320x240" in videos[0], videos
    (media / "sub").mkdir()
    (media / "sub" / "torn.mp4").write_bytes(
        (media / videos[0]).read_bytes()[:2000])
    # Its name begins as those of some benchmarks that run only when picked.
    (media / "large_damaged.png").write_bytes(b"\x89PNG\r\n\x1a\nno more")

    results, told = run(directory / "second", f"--feluda_media_dir={media}",
                        "--benchmark_filter=-embeddings|dimension|generate|"
                        "all_files|height|length|vec_rep|classify|lewd",
                        status=1)
    assert "english.txt" in told, told
    expected = {"detect_text_in_image/english.png": "success",
                f"video_hash/{videos[0]}": "success",
                "detect_text_in_image/large_damaged.png": "failed",
                "video_hash/sub/torn.mp4": "failed"}
    got = {name: result["status"] for name, result in results.items()}
    assert got == expected, got
    for name in ("large_damaged.png", "sub/torn.mp4"):
        errors = [result["error"] for benchmark, result in results.items()
                  if benchmark.endswith(name)]
        assert str(media / name) in errors[0], errors

    results, told = run(directory / "alone", f"--feluda_media_dir={media}",
                        status=1)
    families = {f"detect_text_in_image/height/{n}" for n in (250, 500, 1000)}
    families |= {f"video_hash/length/seconds:{n}" for n in (15, 30, 60)}
    with_model = {name for name in results
                  if name.split("/")[0] in MODEL_OPERATORS}
    assert set(results) - with_model == set(expected) | families, results.keys()
    # Two files and a pass over both for each operator with a model, and the
    # families of three of them.
    assert len(with_model) == 3 * len(MODEL_OPERATORS) + 9, with_model
    for name in with_model:
        assert "/dev/null" in results[name]["error"], results[name]
    assert "33 benchmarks run on the files of" in told, told
    assert ("made-up ones run as well: detect_lewd_images/pixels, "
            "detect_text_in_image/height, image_vec_rep/pixels, "
            "vid_vec_rep/length, video_hash/length.") in told, told
    assert "on made-up inputs; --benchmark_filter=all runs all" in told, told

    test_plan(directory / "alone")
    test_names(directory)
    test_unreadable(directory)
    test_misnamed(directory / "misnamed", media / "english.png",
                  media / videos[0])

    for flag in ("media", "data", "model"):
        path = media / "english.txt"
        results, told = run(directory / "third", f"--feluda_{flag}_dir={path}",
                            status=2)
        assert results is None and str(path) in told, told


def test_misnamed(directory, image, video):
    """A file is what its content says, and is named."""
    directory.mkdir()
    (directory / "page.mp4").write_bytes(image.read_bytes())
    (directory / "clip.jpg").write_bytes(video.read_bytes())
    done = subprocess.run(
        [PROGRAM, f"--feluda_media_dir={directory}", "--benchmark_list_tests"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT,
        text=True)
    names = done.stdout.splitlines()
    assert "detect_text_in_image/page.mp4" in names, names
    assert "video_hash/clip.jpg" in names, names
    assert "video_hash/page.mp4" not in names, names
    assert "the other way round: clip.jpg, page.mp4" in done.stderr, done.stderr


def test_plan(results):
    """The report answers from the user's files, all of them as a whole too."""
    report = json.loads(next(results.glob("*.json")).read_text())
    for operator, item in [("detect_text_in_image", "images"),
                           ("video_hash", "videos")]:
        plan = report["plan"]["operators"][operator]
        assert plan["item"] == item and plan["workers"] >= 1, plan
        assert plan["inputs"]["user_files"], plan
        assert plan["inputs"]["failed"] == 1, plan
        assert plan["all_files"]["files"] == 2, plan
        assert plan["all_files"]["failed"] == 1, plan
        assert plan["all_files"]["files_again"] > 1, plan
        assert plan["planned_workers"] is None, plan
        assert plan["memory_growth"][0]["made_up_inputs"], plan


def test_names(directory):
    """Files whose names cannot be shown have a benchmark each."""
    media = directory / "names"
    media.mkdir()
    names = {b"a?b.mp4": "a?b.mp4", b"a\nb.mp4": "a%0Ab.mp4",
             b"a\tb.mp4": "a%09b.mp4", b"a\xffb.mp4": "a%FFb.mp4",
             b"a%0Ab.mp4": "a%250Ab.mp4"}
    for name in names:
        with open(os.path.join(os.fsencode(media), name), "wb") as file:
            file.write(b"no video")
    results, _ = run(directory / "all_names", f"--feluda_media_dir={media}",
                     "--benchmark_filter=video_hash/a", status=1)
    # With no file that can be read, the pass over all of them fails as well.
    names_and_all = [*names.values(), "all_files/iterations:1"]
    assert set(results) == {f"video_hash/{name}" for name in names_and_all}, \
        results.keys()
    for name in names.values():
        results, _ = run(
            directory / "one_name", f"--feluda_media_dir={media}",
            f"--benchmark_filter=video_hash/{re.escape(name)}$", status=1)
        assert list(results) == [f"video_hash/{name}"], (name, results)


def test_unreadable(directory):
    """Directories that cannot be read are told, and the rest is measured."""
    media = directory / "partly"
    (media / "lost+found").mkdir(parents=True)
    (media / "torn.mp4").write_bytes(b"no video")
    (media / "lost+found").chmod(0)
    # Root reads any directory, unless it may not have its privileges.
    unprivileged = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]
    if os.geteuid() != 0:
        unprivileged = []
    elif subprocess.run([*unprivileged, "true"]).returncode != 0:
        print("Skipped: root cannot give up its privileges here")
        return
    done = subprocess.run(
        [*unprivileged, PROGRAM, f"--feluda_media_dir={media}",
         "--benchmark_filter=video_hash/(torn|all)", "--benchmark_list_tests"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    (media / "lost+found").chmod(0o700)
    assert done.returncode == 0, done
    assert done.stdout == ("video_hash/torn.mp4\n"
                           "video_hash/all_files/iterations:1\n"), done.stdout
    assert f"{media}/lost+found: Permission denied" in done.stderr, done.stderr


with tempfile.TemporaryDirectory() as temporary:
    test(pathlib.Path(temporary))
