"""Benchmarks of operators: a file each."""

# What a file of benchmarks may include without a line in a BUILD file.
_COMMON_DEPS = [
    "//bench:made_up_pictures",
    "//bench:made_up_videos",
    "//bench:model_benchmark",
    "//lib/base:embeddings",
    "//lib/base:facts",
    "//lib/base:thread_pool",
    "//lib/data:embedding_collections",
    "//lib/data:embedding_generator",
    "//lib/data:media_directory",
    "//lib/data/images:test_images",
    "//lib/data/pages:text_pages",
    "//lib/data/pages:word_lists",
    "//lib/data/videos:synthetic_video",
    "//lib/fixture/files:file_input",
    "//lib/fixture:media_benchmarks",
    "//lib/fixture:on_files",
    "//lib/fixture:operator_benchmark",
    "//lib/media/image:image_input",
    "//lib/media/video:video_demuxer",
    "//lib/media/video:video_encoder",
    "//lib/media/video:video_file",
    "//lib/operators:operator",
    "//lib/operators/models:clip_model",
    "//lib/operators/models:lewd_images_model",
    "//lib/operators/models:resnet18_model",
    "//lib/vectors/neighbors:nearest_neighbors",
    "//lib/vectors:rows_view",
    "@com_google_absl//:span",
    "@com_google_absl//:status",
    "@com_google_absl//:strings",
    "@com_google_absl//:time",
]

def operator_benchmarks(name, operators, others = []):
    """The benchmarks of operators, linked into whatever depends on NAME.

    A file thing.cc measures the operator //lib/operators/thing, which it may
    include, as it may all of _COMMON_DEPS.

    Args:
      name: of the library that has them all.
      operators: the files that measure an operator.
      others: the files that measure something else.
    """
    for file in operators + others:
        benchmark = file[:-len(".cc")]
        operator = ["//lib/operators/" + benchmark] if file in operators else []
        native.cc_library(
            name = benchmark,
            srcs = [file],
            # A benchmark registers itself: nothing refers to it by name.
            alwayslink = True,
            deps = operator + _COMMON_DEPS,
        )
    native.cc_library(
        name = name,
        deps = [":" + file[:-len(".cc")] for file in operators + others],
    )
