// Runs OpenCV's k-means, which a C++ program would call in place of ours.
//
//   opencv_kmeans INPUT DIMENSION CLUSTERS THREADS OUTPUT
//
// Reads float32, row by row, writes int32 labels, and prints what the call cost
// as peer.py does. Exit status 2: bad use.

#include <cstdint>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/time/time.h"
#include "lib/measure/profile.h"
#include "nlohmann/json.hpp"
#include "opencv2/core.hpp"

namespace feluda {
namespace {

// The parameters are scikit-learn's, as Feluda's are.
constexpr int kMaxIterations = 300;
constexpr double kTolerance = 1e-4;

cv::Mat ReadRows(const std::string& path, int dimension) {
  std::ifstream file(path, std::ios::binary);
  const std::vector<char> bytes((std::istreambuf_iterator<char>(file)), {});
  const size_t row_bytes = dimension * sizeof(float);
  const int count = static_cast<int>(bytes.size() / row_bytes);
  cv::Mat rows(count, dimension, CV_32F);
  std::copy_n(bytes.data(), count * row_bytes,
              reinterpret_cast<char*>(rows.data));
  return rows;
}

// Clusters `rows` and writes what that cost, as the other peers do.
void Measure(const cv::Mat& rows, int clusters, cv::Mat& labels) {
  const cv::TermCriteria until(cv::TermCriteria::COUNT + cv::TermCriteria::EPS,
                               kMaxIterations, kTolerance);
  ResourceMeterOptions options;
  options.heap = false;
  const ResourceUsage usage = Profile(
      [&] {
        cv::kmeans(rows, clusters, labels, until, /*attempts=*/1,
                   cv::KMEANS_PP_CENTERS);
      },
      options);
  nlohmann::ordered_json line;
  line["wall_s"] = {absl::ToDoubleSeconds(usage.wall)};
  line["cpu_s"] = {absl::ToDoubleSeconds(usage.cpu.total())};
  if (usage.resident.ok()) {
    line["peak_growth_bytes"] =
        usage.resident->peak_bytes - usage.resident->before_bytes;
  }
  line["version"] = "OpenCV " CV_VERSION;
  line["facts"] = nlohmann::ordered_json::object();
  std::cout << line.dump() << std::endl;
}

int Run(int argc, char** argv) {
  int dimension, clusters, threads;
  if (argc != 6 || !absl::SimpleAtoi(argv[2], &dimension) ||
      !absl::SimpleAtoi(argv[3], &clusters) ||
      !absl::SimpleAtoi(argv[4], &threads)) {
    std::cerr << "opencv_kmeans INPUT DIMENSION CLUSTERS THREADS OUTPUT\n";
    return 2;
  }
  const cv::Mat rows = ReadRows(argv[1], dimension);
  if (rows.rows < clusters) {
    std::cerr << argv[1]
              << ": cannot be read, or has fewer rows than clusters\n";
    return 2;
  }
  cv::setNumThreads(threads);
  cv::setRNGSeed(50);
  cv::Mat labels;
  Measure(rows, clusters, labels);
  std::ofstream(argv[5], std::ios::binary)
      .write(reinterpret_cast<const char*>(labels.data),
             static_cast<std::streamsize>(labels.total() * sizeof(int32_t)));
  return 0;
}

}  // namespace
}  // namespace feluda

int main(int argc, char** argv) { return feluda::Run(argc, argv); }
