#include "lib/runner/command_line/media_flags.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <set>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lib/data/media_directory.h"
#include "lib/fixture/files/file_spread.h"
#include "lib/fixture/media_benchmarks.h"
#include "lib/program/flags.h"
#include "lib/runner/processes/subprocess_call.h"

ABSL_FLAG(
    std::string, feluda_media_dir, "",
    "measure the operators on the images and videos in this directory and "
    "those below it; nothing else runs unless --benchmark_filter picks it");
ABSL_FLAG(std::string, feluda_data_dir, "",
          "keep made-up images, pages and videos in this directory; without it "
          "they are removed in the end");

ABSL_FLAG(bool, feluda_check_plan, false,
          "with --feluda_media_dir: run the planned workers at once, and "
          "compare what they do with the plan");

ABSL_FLAG(std::string, feluda_model_dir, "",
          "take the models of neural networks from this directory "
          "(docs/models.md); without it their weights are made up");

namespace feluda {
namespace {

constexpr size_t kMaxNamed = 5;

// Where made-up media are kept, made if it is missing; empty for nowhere.
absl::StatusOr<std::string> DataDirectory() {
  const std::string path = absl::GetFlag(FLAGS_feluda_data_dir);
  if (path.empty()) return path;
  const absl::StatusOr<MediaDirectory> directory = MediaDirectory::Create(path);
  if (directory.ok()) return directory->path();
  return WithFlagName("--feluda_data_dir", directory.status());
}

// "WHAT: a, b and 3 more", where there are any.
void TellNames(const std::string& what, const std::vector<std::string>& names) {
  if (names.empty()) return;
  const auto named =
      absl::MakeConstSpan(names).first(std::min(names.size(), kMaxNamed));
  std::cerr << what << ": " << absl::StrJoin(named, ", ");
  if (names.size() > named.size()) {
    std::cerr << " and " << names.size() - named.size() << " more";
  }
  std::cerr << "\n";
}

void TellUnreadable(const std::string& directory,
                    const std::vector<std::string>& unreadable) {
  for (const std::string& path_and_cause : unreadable) {
    std::cerr << "Left out, as it cannot be read: " << directory << "/"
              << path_and_cause << "\n";
  }
}

// The kinds of which the files are too alike to show how memory grows. Their
// headers are read in another process: a damaged one may do what it likes
// there, and the benchmarks' processes, which are copies of this one, have no
// trace of it.
std::set<MediaKind> TooAlike(const std::string& directory) {
  std::set<MediaKind> too_alike;
  for (const MediaKind kind : {MediaKind::kImages, MediaKind::kVideos}) {
    const absl::StatusOr<std::string> spread = CallInSubprocess([&] {
      const auto files = FindFilesOf(kind, directory);
      return std::string(files.ok() && AreSpread(kind, *files) ? "yes" : "");
    });
    if (!spread.ok() || spread->empty()) too_alike.insert(kind);
  }
  return too_alike;
}

void TellGrowth(const std::vector<std::string>& families) {
  if (families.empty()) return;
  std::cerr << "Some of the files are too alike to tell whether memory grows "
               "with them; made-up ones run as well: "
            << absl::StrJoin(families, ", ") << ".\n";
}

// Chooses the models, and names on stderr the operators that have none.
absl::Status UseModelsByFlag() {
  std::string directory = absl::GetFlag(FLAGS_feluda_model_dir);
  std::error_code error;
  if (!directory.empty()) {
    const std::filesystem::path given = directory;
    directory = std::filesystem::absolute(given, error).lexically_normal();
    if (!error && !std::filesystem::is_directory(directory, error) && !error) {
      error = std::make_error_code(std::errc::not_a_directory);
    }
    if (error) {
      return absl::InvalidArgumentError(absl::StrCat(
          "--feluda_model_dir: ", given.string(), ": ", error.message()));
    }
  }
  const auto without_model = UseModels(directory);
  if (!without_model.ok()) {
    return WithFlagName("--feluda_model_dir", without_model.status());
  }
  for (const std::string& reason : *without_model) {
    std::cerr << "Left out: " << reason << "\n";
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::set<std::string>> RegisterMediaByFlags(
    const PlanRequest& plan) {
  if (absl::Status s = UseModelsByFlag(); !s.ok()) return s;
  const absl::StatusOr<std::string> data = DataDirectory();
  if (!data.ok()) return data.status();
  const std::string media = absl::GetFlag(FLAGS_feluda_media_dir);
  MediaSources sources = {media, *data};
  if (absl::GetFlag(FLAGS_feluda_check_plan)) {
    if (media.empty()) {
      return absl::InvalidArgumentError(
          "--feluda_check_plan: needs files to run the workers on; name them "
          "by --feluda_media_dir");
    }
    sources.plan_to_check = plan;
  }
  if (!media.empty()) sources.too_alike = TooAlike(media);
  absl::StatusOr<RegisteredMedia> registered = RegisterMediaBenchmarks(sources);
  if (!registered.ok()) {
    return WithFlagName("--feluda_media_dir", registered.status());
  }
  TellNames(absl::StrCat("Left out of ", media,
                         ", by their names no images and no videos"),
            registered->others);
  TellNames(
      "Taken for what their content is, an image with the name of a video or "
      "the other way round",
      registered->misnamed);
  TellUnreadable(media, registered->unreadable);
  TellGrowth(registered->growth_families);
  return std::move(registered->inputs);
}

}  // namespace feluda
