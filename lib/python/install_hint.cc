#include "lib/python/install_hint.h"

#include <pybind11/pybind11.h>

#include <utility>

#include "absl/strings/str_cat.h"

namespace feluda {
namespace {

namespace py = pybind11;

constexpr std::pair<absl::string_view, absl::string_view> kPackages[] = {
    // Feluda's own.
    {"classify_video_zero_shot", "feluda-classify-video-zero-shot"},
    {"cluster_embeddings", "feluda-cluster-embeddings"},
    {"detect_lewd_images", "feluda-detect-lewd-images"},
    {"detect_text_in_image", "feluda-detect-text-in-image-tesseract"},
    {"dimension_reduction", "feluda-dimension-reduction"},
    {"image_vec_rep_resnet", "feluda-image-vec-rep-resnet"},
    {"media_hash", "feluda-media-hash"},
    {"vid_vec_rep_clip", "feluda-vid-vec-rep-clip"},
    {"video_hash_tmk", "feluda-video-hash-tmk"},
    // Others that media analysis imports.
    {"PIL", "pillow"},
    {"bs4", "beautifulsoup4"},
    {"clip", "clip-anytorch"},
    {"cv2", "opencv-python-headless"},
    {"dotenv", "python-dotenv"},
    {"skimage", "scikit-image"},
    {"sklearn", "scikit-learn"},
    {"umap", "umap-learn"},
    {"yaml", "PyYAML"},
};

}  // namespace

std::string PackageOfModule(absl::string_view module) {
  for (const auto& [name, package] : kPackages) {
    if (name == module) return std::string(package);
  }
  return std::string(module);
}

std::string HowToInstall(absl::string_view package) {
  const py::module_ sys = py::module_::import("sys");
  const py::object quote = py::module_::import("shlex").attr("quote");
  const std::string python =
      py::cast<std::string>(quote(sys.attr("executable")));
  const std::string quoted =
      py::cast<std::string>(quote(py::str(std::string(package))));
  if (!sys.attr("prefix").equal(sys.attr("base_prefix"))) {
    return absl::StrCat("`", python, " -m pip install ", quoted, "`");
  }
  return absl::StrCat(
      "`", python, " -m venv ~/feluda_venv && ~/feluda_venv/bin/pip install ",
      quoted, "`, then --feluda_python_path=$HOME/feluda_venv");
}

}  // namespace feluda
