#include "lib/operators/dimension_reduction/tsne/pair_forces.h"

// Highway includes this file once for each instruction set, and so compiles
// what stands between HWY_BEFORE_NAMESPACE and HWY_AFTER_NAMESPACE for each.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE \
  "lib/operators/dimension_reduction/tsne/pair_forces.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "lib/operators/dimension_reduction/tsne/student_t-inl.h"

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

template <typename Tag>
HWY_INLINE size_t AddStudent(Tag d, const RowsView& points, size_t point,
                             size_t j, absl::Span<float> student, float& sum) {
  const size_t lanes = hn::Lanes(d);
  auto sums = hn::Zero(d);
  for (; j + lanes <= student.size(); j += lanes) {
    auto square = hn::Zero(d);
    for (size_t k = 0; k < points.count; ++k) {
      const auto difference =
          hn::Sub(hn::Set(d, points[k][point]), hn::LoadU(d, points[k] + j));
      square = hn::MulAdd(difference, difference, square);
    }
    const auto itself = hn::Eq(hn::Iota(d, static_cast<float>(j)),
                               hn::Set(d, static_cast<float>(point)));
    const auto similarity = hn::IfThenZeroElse(itself, StudentT(d, square));
    hn::StoreU(similarity, d, student.data() + j);
    sums = hn::Add(sums, similarity);
  }
  sum += hn::GetLane(hn::SumOfLanes(d, sums));
  return j;
}

float StudentSimilarities(const RowsView& points, size_t point,
                          absl::Span<float> student) {
  float sum = 0.0f;
  const size_t rest =
      AddStudent(hn::ScalableTag<float>(), points, point, 0, student, sum);
  AddStudent(hn::CappedTag<float, 1>(), points, point, rest, student, sum);
  return sum;
}

template <typename Tag>
HWY_INLINE size_t AddForces(Tag d, absl::Span<const float> student,
                            const float* given, const float* axis, float at,
                            size_t j, PairForce& force) {
  const size_t lanes = hn::Lanes(d);
  auto attraction = hn::Zero(d), repulsion = hn::Zero(d);
  for (; j + lanes <= student.size(); j += lanes) {
    const auto similarity = hn::LoadU(d, student.data() + j);
    const auto weighted =
        hn::Mul(similarity, hn::Sub(hn::Set(d, at), hn::LoadU(d, axis + j)));
    attraction = hn::MulAdd(hn::LoadU(d, given + j), weighted, attraction);
    repulsion = hn::MulAdd(similarity, weighted, repulsion);
  }
  force.attraction += hn::GetLane(hn::SumOfLanes(d, attraction));
  force.repulsion += hn::GetLane(hn::SumOfLanes(d, repulsion));
  return j;
}

PairForce SumForces(absl::Span<const float> student, const float* given,
                    const float* axis, float at) {
  PairForce force = {0.0f, 0.0f};
  const size_t rest =
      AddForces(hn::ScalableTag<float>(), student, given, axis, at, 0, force);
  AddForces(hn::CappedTag<float, 1>(), student, given, axis, at, rest, force);
  return force;
}

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace feluda {

HWY_EXPORT(StudentSimilarities);
HWY_EXPORT(SumForces);

float StudentSimilarities(const RowsView& points, size_t point,
                          absl::Span<float> student) {
  return HWY_DYNAMIC_DISPATCH(StudentSimilarities)(points, point, student);
}

PairForce SumForces(absl::Span<const float> student, const float* given,
                    const float* axis, float at) {
  return HWY_DYNAMIC_DISPATCH(SumForces)(student, given, axis, at);
}

}  // namespace feluda
#endif  // HWY_ONCE
