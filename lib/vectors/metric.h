// How the distance of two rows is measured.

#ifndef LIB_VECTORS_METRIC_H_
#define LIB_VECTORS_METRIC_H_

namespace feluda {

enum class Metric {
  kEuclidean,
  // One minus the cosine of the angle; 1 from and to a row of zeros.
  kCosine,
};

}  // namespace feluda

#endif  // LIB_VECTORS_METRIC_H_
