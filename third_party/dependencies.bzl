"""The repositories that this one depends on, for its own WORKSPACE and for others.

    local_repository(name = "feluda_benchmarks", path = "...")
    load(
        "@feluda_benchmarks//third_party:dependencies.bzl",
        "feluda_benchmarks_dependencies",
    )
    feluda_benchmarks_dependencies()

Each is a package of Debian 12 or 13 (debian-packages.txt); nothing is fetched from the
network. One that the workspace has defined before keeps its definition, and
local_repository(repo_mapping = ...) gives it another name here.
"""

# The libraries that the code uses, and the file NAME.BUILD that describes each.
# python and pybind11 are for programs that measure operators in Python alone
# (debian-packages-python.txt).
_LIBRARIES = {
    "com_github_google_benchmark": "google_benchmark",
    "com_google_absl": "absl",
    "com_google_googletest": "googletest",
    "ffmpeg": "ffmpeg",
    "freetype": "freetype",
    "gumbo": "gumbo",
    "harfbuzz": "harfbuzz",
    "highway": "highway",
    "leptonica": "leptonica",
    "nlohmann_json": "nlohmann_json",
    "onednn": "onednn",
    "opencv": "opencv",
    "openssl": "openssl",
    "pybind11": "pybind11",
    "python": "python",
    "tesseract": "tesseract",
    "turbojpeg": "turbojpeg",
    "utf8proc": "utf8proc",
    "zlib": "zlib",
}

# What Bazel itself asks for when it resolves a C++ toolchain and runs tests.
_DEBIANS_RULES = {
    "bazel_skylib": "/usr/share/bazel/tools/skylib",
    "platforms": "/usr/share/bazel/tools/platforms",
    "rules_java": "/usr/share/bazel/rules/java",
    "rules_proto": "/usr/share/bazel/rules/proto",
}

def _folder_of_third_party(context):
    here = context.path(Label("//third_party:debian-packages.txt")).dirname
    for file in here.get_child(context.name).readdir():
        context.symlink(file, file.basename)

# The folder of its name below third_party. A local_repository would count its
# path from the workspace that loads this file.
_folder = repository_rule(implementation = _folder_of_third_party, local = True)

def libraries():
    """The arguments of new_local_repository for each library that the code uses."""
    repositories = [
        {
            "name": name,
            "build_file": str(Label("//third_party:%s.BUILD" % file)),
            "path": "/usr",
        }
        for name, file in _LIBRARIES.items()
    ]
    return repositories + [{
        "name": "chartjs",
        "build_file": str(Label("//third_party:chartjs.BUILD")),
        "path": "/usr/share/javascript/chart.js",
    }]

def _missing(names):
    return [name for name in names if name not in native.existing_rules()]

def feluda_benchmarks_dependencies():
    """Defines every repository that is not defined yet."""
    for name in _missing(["rules_cc", "remote_coverage_tools"]):
        _folder(name = name)
    for name in _missing(_DEBIANS_RULES):
        native.local_repository(name = name, path = _DEBIANS_RULES[name])
    for library in libraries():
        if library["name"] not in native.existing_rules():
            native.new_local_repository(**library)
