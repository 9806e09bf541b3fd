#include "lib/operators/cluster_embeddings/cluster_embeddings.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <limits>
#include <mutex>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "opencv2/core.hpp"

namespace feluda {
namespace {

using Config = ClusterEmbeddings::Config;

// cv::kmeans silently takes a number out of this range for the nearest in it.
constexpr int kLeastIterations = 2;
constexpr int kMostIterations = 100;

absl::Status Invalid(const std::string& message) {
  return absl::InvalidArgumentError(message);
}

absl::Status CheckConfig(const Config& config) {
  if (config.method != ClusterEmbeddings::Method::kKMeans) {
    return Invalid("method: unknown; set it to Method::kKMeans");
  }
  if (config.n_clusters < 1) {
    return Invalid(
        absl::StrCat("n_clusters: must be at least 1, is ", config.n_clusters));
  }
  if (config.n_init < 1) {
    return Invalid(
        absl::StrCat("n_init: must be at least 1, is ", config.n_init));
  }
  if (config.max_iterations < kLeastIterations) {
    return Invalid(absl::StrCat("max_iterations: must be at least ",
                                kLeastIterations, ", is ",
                                config.max_iterations));
  }
  if (!std::isfinite(config.tolerance) || config.tolerance < 0.0) {
    return Invalid(absl::StrCat(
        "tolerance: must be 0 or a positive number, is ", config.tolerance));
  }
  return absl::OkStatus();
}

// OpenCV counts rows and columns in int.
absl::Status CheckCounts(const Embeddings& embeddings, int n_clusters) {
  const size_t most = std::numeric_limits<int>::max();
  const size_t rows = embeddings.Rows();
  if (embeddings.dimension > most) {
    return Invalid(absl::StrCat("embeddings.dimension: must be at most ", most,
                                ", is ", embeddings.dimension));
  }
  if (rows > most) {
    return Invalid(absl::StrCat("embeddings.values: must be at most ", most,
                                " rows, are ", rows));
  }
  if (rows < static_cast<size_t>(n_clusters)) {
    return Invalid(absl::StrCat("n_clusters: ", n_clusters,
                                " clusters cannot be found in ", rows,
                                " rows; set it to at most the rows"));
  }
  return absl::OkStatus();
}

// cv::kmeans sums rows for a centre, and eight squared distances at a time, in
// float. Once a sum overflows it writes outside its arrays.
absl::Status CheckMagnitude(const Embeddings& embeddings) {
  float largest = 0.0f;
  for (float value : embeddings.values) {
    largest = std::max(largest, std::abs(value));
  }
  const double max_float = std::numeric_limits<float>::max();
  const double bound =
      std::min(std::sqrt(max_float / (32.0 * embeddings.dimension)),
               max_float / embeddings.Rows());
  if (largest < bound) return absl::OkStatus();
  return Invalid(
      absl::StrCat("embeddings.values: distances between numbers as large as ",
                   largest, " overflow; scale them below ", bound));
}

absl::Status CheckInput(const Embeddings& embeddings, int n_clusters) {
  if (absl::Status s = Validate(embeddings); !s.ok()) return s;
  if (absl::Status s = CheckCounts(embeddings, n_clusters); !s.ok()) return s;
  return CheckMagnitude(embeddings);
}

double MeanVarianceOfColumns(const Embeddings& embeddings) {
  const size_t rows = embeddings.Rows();
  std::vector<double> means(embeddings.dimension);
  for (size_t row = 0; row < rows; ++row) {
    const absl::Span<const float> values = embeddings.Row(row);
    for (size_t i = 0; i < means.size(); ++i) means[i] += values[i];
  }
  for (double& mean : means) mean /= rows;
  double squares = 0.0;
  for (size_t row = 0; row < rows; ++row) {
    const absl::Span<const float> values = embeddings.Row(row);
    for (size_t i = 0; i < means.size(); ++i) {
      squares += (values[i] - means[i]) * (values[i] - means[i]);
    }
  }
  return squares / embeddings.values.size();
}

// OpenCV's number of threads is one for the process, so operators running side
// by side share the change: the first makes it, the last undoes it.
class OneOpenCvThread {
 public:
  OneOpenCvThread() {
    std::lock_guard<std::mutex> lock(mutex_);
    if (users_++ > 0) return;
    threads_before_ = cv::getNumThreads();
    if (threads_before_ != 1) cv::setNumThreads(1);
  }

  ~OneOpenCvThread() {
    std::lock_guard<std::mutex> lock(mutex_);
    if (--users_ > 0) return;
    if (threads_before_ != 1) cv::setNumThreads(threads_before_);
  }

  OneOpenCvThread(const OneOpenCvThread&) = delete;
  OneOpenCvThread& operator=(const OneOpenCvThread&) = delete;

 private:
  inline static std::mutex mutex_;
  inline static int users_ = 0;
  inline static int threads_before_ = 0;
};

// Seeds this thread's cv::theRNG(), which cv::kmeans draws from, and puts its
// state back.
class SeededOpenCv {
 public:
  explicit SeededOpenCv(uint32_t seed) : before_(cv::theRNG()) {
    // An odd factor spreads small seeds over all bits and makes none 0, which
    // cv::RNG would take for another.
    cv::theRNG() = cv::RNG((uint64_t{seed} + 1) * 0x9e3779b97f4a7c15);
  }

  ~SeededOpenCv() { cv::theRNG() = before_; }

  SeededOpenCv(const SeededOpenCv&) = delete;
  SeededOpenCv& operator=(const SeededOpenCv&) = delete;

 private:
  const cv::RNG before_;
};

cv::TermCriteria StopRule(const Config& config, const Embeddings& embeddings) {
  // OpenCV looks at the largest shift of a centre: where its square is within
  // an n-th of the tolerance, the sum of n is within all of it.
  const double tolerance =
      config.tolerance * MeanVarianceOfColumns(embeddings) / config.n_clusters;
  return cv::TermCriteria(cv::TermCriteria::COUNT | cv::TermCriteria::EPS,
                          std::min(config.max_iterations, kMostIterations),
                          std::sqrt(tolerance));
}

// Fills `labels`, which has one element a row, and returns the inertia.
double KMeans(const Config& config, const Embeddings& embeddings,
              std::vector<int>& labels) {
  // OpenCV would take a single row for many of one number each.
  if (embeddings.Rows() == 1) return 0.0;
  const int rows = static_cast<int>(embeddings.Rows());
  // cv::Mat has no form for constant data; cv::kmeans only reads it.
  const cv::Mat data(rows, static_cast<int>(embeddings.dimension), CV_32F,
                     const_cast<float*>(embeddings.values.data()));
  cv::Mat best_labels(rows, 1, CV_32S, labels.data());
  const OneOpenCvThread one_thread;
  const SeededOpenCv seeded(config.seed);
  return cv::kmeans(data, config.n_clusters, best_labels,
                    StopRule(config, embeddings), config.n_init,
                    cv::KMEANS_PP_CENTERS);
}

std::map<std::string, std::vector<std::string>> PayloadsByCluster(
    const Embeddings& embeddings, const std::vector<int>& labels) {
  std::map<std::string, std::vector<std::string>> clusters;
  for (size_t row = 0; row < embeddings.payloads.size(); ++row) {
    clusters[absl::StrCat("cluster_", labels[row])].push_back(
        embeddings.payloads[row]);
  }
  return clusters;
}

}  // namespace

absl::StatusOr<std::unique_ptr<ClusterEmbeddings>> ClusterEmbeddings::Create(
    const Config& config) {
  if (absl::Status s = CheckConfig(config); !s.ok()) return s;
  std::unique_ptr<ClusterEmbeddings> created(new ClusterEmbeddings(config));
  return created;
}

absl::StatusOr<Clusters> ClusterEmbeddings::Run(const Embeddings& embeddings) {
  if (cleaned_up_) {
    return absl::FailedPreconditionError(
        "cluster_embeddings: Run() after Cleanup(); create it anew");
  }
  absl::Status input = CheckInput(embeddings, config_.n_clusters);
  if (!input.ok()) return input;
  try {
    Clusters result;
    result.labels.resize(embeddings.Rows());
    result.facts["inertia"] = KMeans(config_, embeddings, result.labels);
    result.clusters = PayloadsByCluster(embeddings, result.labels);
    return result;
  } catch (const std::exception& e) {
    return absl::InternalError(absl::StrCat("cluster_embeddings: ", e.what()));
  }
}

void ClusterEmbeddings::Cleanup() { cleaned_up_ = true; }

Facts ClusterEmbeddings::State() const {
  Facts state;
  state["method"] = std::string("kmeans");
  state["n_clusters"] = static_cast<double>(config_.n_clusters);
  state["n_init"] = static_cast<double>(config_.n_init);
  state["max_iterations"] =
      static_cast<double>(std::min(config_.max_iterations, kMostIterations));
  state["tolerance"] = config_.tolerance;
  state["seed"] = static_cast<double>(config_.seed);
  state["threads"] = 1.0;
  return state;
}

}  // namespace feluda
