#include "lib/operators/dimension_reduction/tsne/repulsion_sums.h"

// The loops over axes and vectors have few turns; unrolled, their arrays of
// vectors stay in registers.
#define FELUDA_UNROLL _Pragma("GCC unroll 8")

// Highway includes this file once for each instruction set, and so compiles
// what stands between HWY_BEFORE_NAMESPACE and HWY_AFTER_NAMESPACE for each.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE \
  "lib/operators/dimension_reduction/tsne/repulsion_sums.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "lib/operators/dimension_reduction/tsne/student_t-inl.h"

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// How many vectors of targets share a source once it is loaded: two independent
// chains of arithmetic also hide each other's latency.
constexpr size_t kShared = 2;

using D = hn::CappedTag<float, RepulsionTargets::kCount / kShared>;
using Vec = hn::Vec<D>;

// A vector of targets, and what was added to them so far.
template <size_t kAxes>
struct TargetVector {
  Vec at[kAxes], forces[kAxes], similarities;
};

// Adds what source s does to the vector that begins at target `first`. If
// `kOwn`, source and target of one number are the same point, which does
// nothing to itself.
template <size_t kAxes, bool kOwn>
HWY_INLINE void AddSource(const RepulsionSources& sources, size_t s,
                          size_t first, TargetVector<kAxes>& targets) {
  const D d;
  Vec difference[kAxes], square = hn::Zero(d);
  FELUDA_UNROLL
  for (size_t k = 0; k < kAxes; ++k) {
    difference[k] = hn::Sub(targets.at[k], hn::Set(d, sources.at[k][s]));
    square = hn::MulAdd(difference[k], difference[k], square);
  }
  Vec similarity = StudentT(d, square);
  if (kOwn) {
    const Vec target = hn::Iota(d, static_cast<float>(first));
    const Vec source = hn::Set(d, static_cast<float>(s));
    similarity = hn::IfThenZeroElse(hn::Eq(target, source), similarity);
  }
  const Vec weighted = hn::Mul(hn::Set(d, sources.points[s]), similarity);
  targets.similarities = hn::Add(targets.similarities, weighted);
  const Vec strength = hn::Mul(weighted, similarity);
  FELUDA_UNROLL
  for (size_t k = 0; k < kAxes; ++k) {
    targets.forces[k] = hn::MulAdd(strength, difference[k], targets.forces[k]);
  }
}

template <size_t kAxes, bool kOwn>
void Add(const RepulsionSources& sources, RepulsionTargets& targets) {
  const D d;
  const size_t lanes = hn::Lanes(d);
  for (size_t t = 0; t < RepulsionTargets::kCount; t += kShared * lanes) {
    TargetVector<kAxes> vectors[kShared];
    FELUDA_UNROLL
    for (size_t v = 0; v < kShared; ++v) {
      const size_t first = t + v * lanes;
      vectors[v].similarities = hn::LoadU(d, targets.similarities + first);
      FELUDA_UNROLL
      for (size_t k = 0; k < kAxes; ++k) {
        vectors[v].at[k] = hn::LoadU(d, targets.at[k] + first);
        vectors[v].forces[k] = hn::LoadU(d, targets.forces[k] + first);
      }
    }
    for (size_t s = 0; s < sources.count; ++s) {
      FELUDA_UNROLL
      for (size_t v = 0; v < kShared; ++v) {
        AddSource<kAxes, kOwn>(sources, s, t + v * lanes, vectors[v]);
      }
    }
    FELUDA_UNROLL
    for (size_t v = 0; v < kShared; ++v) {
      const size_t first = t + v * lanes;
      hn::StoreU(vectors[v].similarities, d, targets.similarities + first);
      FELUDA_UNROLL
      for (size_t k = 0; k < kAxes; ++k) {
        hn::StoreU(vectors[v].forces[k], d, targets.forces[k] + first);
      }
    }
  }
}

template <bool kOwn>
void AddAlong(const RepulsionSources& sources, size_t axes,
              RepulsionTargets& targets) {
  if (axes == 1) return Add<1, kOwn>(sources, targets);
  if (axes == 2) return Add<2, kOwn>(sources, targets);
  Add<3, kOwn>(sources, targets);
}

void AddRepulsion(const RepulsionSources& sources, size_t axes,
                  RepulsionTargets& targets) {
  AddAlong<false>(sources, axes, targets);
}

void AddOwnRepulsion(const RepulsionSources& sources, size_t axes,
                     RepulsionTargets& targets) {
  AddAlong<true>(sources, axes, targets);
}

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace feluda {

HWY_EXPORT(AddRepulsion);
HWY_EXPORT(AddOwnRepulsion);

void AddRepulsion(const RepulsionSources& sources, size_t axes,
                  RepulsionTargets& targets) {
  HWY_DYNAMIC_DISPATCH(AddRepulsion)(sources, axes, targets);
}

void AddOwnRepulsion(const RepulsionSources& sources, size_t axes,
                     RepulsionTargets& targets) {
  HWY_DYNAMIC_DISPATCH(AddOwnRepulsion)(sources, axes, targets);
}

}  // namespace feluda
#endif  // HWY_ONCE
