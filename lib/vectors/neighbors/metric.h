// How the distance between two rows is measured.

#ifndef LIB_VECTORS_NEIGHBORS_METRIC_H_
#define LIB_VECTORS_NEIGHBORS_METRIC_H_

namespace feluda {

enum class Metric {
  kEuclidean,
  // 1 minus the cosine of the angle; 1 if one of the rows is zeros.
  kCosine,
};

}  // namespace feluda

#endif  // LIB_VECTORS_NEIGHBORS_METRIC_H_
