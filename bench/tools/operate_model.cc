// Runs an operator with a model on an image or a video once or several times,
// and prints its cost and its facts as JSON. compare_peers.py runs our
// operators by it, and users can try an operator on a file of their own.

#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "lib/base/facts.h"
#include "lib/files/file_writer.h"
#include "lib/measure/profile.h"
#include "lib/media/image/image_input.h"
#include "lib/media/video/video_file.h"
#include "lib/operators/classify_video_zero_shot/classify_video_zero_shot.h"
#include "lib/operators/detect_lewd_images/detect_lewd_images.h"
#include "lib/operators/image_vec_rep/image_vec_rep.h"
#include "lib/operators/models/model_file.h"
#include "lib/operators/vid_vec_rep/vid_vec_rep.h"
#include "lib/program/program.h"
#include "lib/program/tool.h"
#include "nlohmann/json.hpp"

ABSL_FLAG(std::string, feluda_operator, "",
          "image_vec_rep, vid_vec_rep, classify_video_zero_shot or "
          "detect_lewd_images");
ABSL_FLAG(std::string, feluda_input, "", "an image or a video");
ABSL_FLAG(std::string, feluda_model_dir, "",
          "a directory with the model (docs/models.md); its weights are made "
          "up otherwise, and its output means nothing");
ABSL_FLAG(std::string, feluda_labels, "cat|dog",
          "labels of classify_video_zero_shot, with | between them");
ABSL_FLAG(bool, feluda_forget_labels, false,
          "embeds the labels anew each time");
ABSL_FLAG(int, feluda_batch, 8,
          "frames of a video that go through the network at once");
ABSL_FLAG(int, feluda_threads, 1, "threads of the operator");
ABSL_FLAG(int, feluda_repetitions, 1, "how often it runs");
ABSL_FLAG(std::string, feluda_save_output, "",
          "a file to write the numbers of the result to, as float32");

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;

Json FactsToJson(const Facts& facts) {
  Json json = Json::object();
  for (const auto& [name, fact] : facts) {
    std::visit([&, key = name](const auto& value) { json[key] = value; }, fact);
  }
  return json;
}

double Mebibytes(int64_t bytes) {
  return static_cast<double>(bytes) / (1 << 20);
}

// Resident memory grows by pages that the operator takes; what Create() took
// stands beside what one call adds to it.
Json CostOf(const ResourceUsage& usage) {
  Json json;
  json["wall_s"] = absl::ToDoubleSeconds(usage.wall);
  json["cpu_s"] = absl::ToDoubleSeconds(usage.cpu.total());
  if (usage.resident.ok()) {
    json["before_mb"] = Mebibytes(usage.resident->before_bytes);
    json["peak_mb"] = Mebibytes(usage.resident->peak_bytes);
    json["after_mb"] = Mebibytes(usage.resident->after_bytes);
  }
  return json;
}

ResourceMeterOptions Options() {
  ResourceMeterOptions options;
  options.heap = false;
  return options;
}

absl::Status Save(const std::vector<float>& values) {
  const std::string path = absl::GetFlag(FLAGS_feluda_save_output);
  if (path.empty()) return absl::OkStatus();
  return WriteFileWhole(
      path, absl::string_view(reinterpret_cast<const char*>(values.data()),
                              values.size() * sizeof(float)));
}

const std::vector<float>& NumbersOf(const ImageVector& vector) {
  return vector.values;
}

// Those of the frames, without their mean.
std::vector<float> NumbersOf(const VideoVectors& video) {
  std::vector<float> numbers;
  for (const VideoVector& vector : video.vectors) {
    if (vector.is_avg) continue;
    numbers.insert(numbers.end(), vector.values.begin(), vector.values.end());
  }
  return numbers;
}

std::vector<float> NumbersOf(const LewdImage& image) {
  return {image.probability};
}

const std::vector<float>& NumbersOf(const ClassifiedVideo& video) {
  return video.probs;
}

// The three phases of an operator's life, each with its cost.
template <typename Op>
absl::StatusOr<Json> Operate(typename Op::Config config,
                             const typename Op::Input& input) {
  config.model_directory = absl::GetFlag(FLAGS_feluda_model_dir);
  config.threads = absl::GetFlag(FLAGS_feluda_threads);
  Json json;
  absl::StatusOr<std::unique_ptr<Op>> op = absl::UnknownError("not made");
  json["initialization"] =
      CostOf(Profile([&] { op = Op::Create(config); }, Options()));
  if (!op.ok()) return op.status();
  const absl::StatusOr<std::string> weights = WeightsFact((*op)->model());
  if (!weights.ok()) return weights.status();
  json["weights"] = *weights;
  json["model"] = (*op)->model().path;
  json["parameters"] = FactsToJson((*op)->State());
  for (int i = 0; i < absl::GetFlag(FLAGS_feluda_repetitions); ++i) {
    absl::StatusOr<typename Op::Output> output = absl::UnknownError("not run");
    json["execution"].push_back(
        CostOf(Profile([&] { output = (*op)->Run(input); }, Options())));
    if (!output.ok()) return output.status();
    json["facts"] = FactsToJson(output->facts);
    if (absl::Status s = Save(NumbersOf(*output)); !s.ok()) return s;
  }
  json["cleanup"] = CostOf(Profile([&] { (*op)->Cleanup(); }, Options()));
  return json;
}

absl::StatusOr<Json> RunOperator() {
  const std::string name = absl::GetFlag(FLAGS_feluda_operator);
  const std::string input = absl::GetFlag(FLAGS_feluda_input);
  if (name == "image_vec_rep") {
    return Operate<ImageVecRep>({}, ImageFile{input});
  }
  if (name == "detect_lewd_images") {
    return Operate<DetectLewdImages>({}, ImageFile{input});
  }
  if (name == "vid_vec_rep") {
    VidVecRep::Config config;
    config.batch = absl::GetFlag(FLAGS_feluda_batch);
    return Operate<VidVecRep>(config, VideoFile{input});
  }
  if (name == "classify_video_zero_shot") {
    ClassifyVideoZeroShot::Config config;
    config.forget_labels = absl::GetFlag(FLAGS_feluda_forget_labels);
    config.batch = absl::GetFlag(FLAGS_feluda_batch);
    return Operate<ClassifyVideoZeroShot>(
        config, {VideoFile{input},
                 absl::StrSplit(absl::GetFlag(FLAGS_feluda_labels), '|')});
  }
  return absl::InvalidArgumentError(
      "--feluda_operator: must be image_vec_rep, vid_vec_rep, "
      "classify_video_zero_shot or detect_lewd_images");
}

int Run(const std::vector<std::string>& files) {
  if (!files.empty()) {
    return BadUse(
        absl::StrCat(files[0], ": say --feluda_input=FILE for an input"));
  }
  if (absl::GetFlag(FLAGS_feluda_repetitions) < 1) {
    return BadUse("--feluda_repetitions: must be at least 1");
  }
  const absl::StatusOr<Json> json = RunOperator();
  if (json.ok()) return std::cout << json->dump() << std::endl, kExitSuccess;
  std::cerr << json.status().message() << "\n";
  return absl::IsInvalidArgument(json.status()) ? kExitBadUse : kExitFailure;
}

}  // namespace
}  // namespace feluda

int main(int argc, char** argv) {
  return feluda::RunTool(argc, argv, {""}, feluda::Run);
}
