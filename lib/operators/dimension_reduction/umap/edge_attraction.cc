#include "lib/operators/dimension_reduction/umap/edge_attraction.h"

#include <algorithm>

// Highway includes this file once for each instruction set, and so compiles
// what stands between HWY_BEFORE_NAMESPACE and HWY_AFTER_NAMESPACE for each.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE \
  "lib/operators/dimension_reduction/umap/edge_attraction.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "lib/operators/dimension_reduction/umap/layout_vectors-inl.h"

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

// Applies the attraction of one vector of edges at a time. `kFixed` is the
// number of components, known to the compiler, or 0 for any number.
template <size_t kFixed>
class Attraction {
 public:
  Attraction(const LayoutForces& forces, const LayoutPlaces& places)
      : places_(places),
        a_(hn::Set(d_, static_cast<float>(forces.curve.a))),
        minus_b_(hn::Set(d_, static_cast<float>(-forces.curve.b))),
        strength_(hn::Set(
            d_, static_cast<float>(2.0 * forces.curve.a * forces.curve.b))),
        rate_(hn::Set(d_, 2.0f * forces.rate)) {}

  // Moves the ends of the edges in the first `count` lanes.
  // REQUIRES: the other lanes name vertices too; these are read, not moved.
  HWY_INLINE void Apply(const int32_t* heads, const int32_t* tails,
                        size_t count) const {
    typename Vectors<kFixed>::Array head, tail, difference;
    places_.Gather(hn::LoadU(IndexTag(), heads), head);
    places_.Gather(hn::LoadU(IndexTag(), tails), tail);
    const Vec square = places_.Subtract(head, tail, difference);
    // 2 a b square^(b - 1) / (1 + a square^b), with both sides of the fraction
    // divided by square^b: one power instead of two.
    const Vec weight = hn::Div(
        strength_, hn::Mul(square, hn::Add(a_, Power(square, minus_b_))));
    for (size_t c = 0; c < places_.Components(); ++c) {
      const Vec move = hn::Mul(rate_, Clip(hn::Mul(weight, difference[c])));
      Scatter(hn::Sub(head[c], move), heads, count, places_.Column(c));
      Scatter(hn::Add(tail[c], move), tails, count, places_.Column(c));
    }
  }

 private:
  // Highway's own scatter would store every lane, and not all processors have
  // one. The edges share no vertex, so no store overwrites another.
  static HWY_INLINE void Scatter(Vec values, const int32_t* indices,
                                 size_t count, float* column) {
    HWY_ALIGN float lanes[kMaxLanes];
    hn::Store(values, Tag(), lanes);
    for (size_t i = 0; i < count; ++i) column[indices[i]] = lanes[i];
  }

  const Tag d_;
  const Vectors<kFixed> places_;
  const Vec a_;
  const Vec minus_b_;
  const Vec strength_;
  const Vec rate_;
};

// Collects the edges that are due into whole vectors. Most edges are due in few
// epochs: applying the attraction to all and masking out the rest would do the
// costly arithmetic for lanes that move nothing.
class DueEdges {
 public:
  // Adds those of a vector of edges, from `first` on, that are due in `epoch`.
  HWY_INLINE void Add(const AttractingEdges& edges, size_t first,
                      uint32_t epoch) {
    const IndexTag di;
    const hn::RebindToUnsigned<IndexTag> du;
    const auto rates = hn::LoadU(du, edges.rates + first);
    // epoch * rate / 2^32 has just passed a whole number if the product, which
    // wraps around at 2^32, is smaller than one step.
    const auto due = hn::Lt(hn::Mul(rates, hn::Set(du, epoch)), rates);
    const auto mask = hn::RebindMask(di, due);
    hn::StoreU(hn::Compress(hn::LoadU(di, edges.heads + first), mask), di,
               heads_ + count_);
    hn::StoreU(hn::Compress(hn::LoadU(di, edges.tails + first), mask), di,
               tails_ + count_);
    count_ += hn::CountTrue(du, due);
  }

  void AddOne(int32_t head, int32_t tail) {
    heads_[count_] = head;
    tails_[count_++] = tail;
  }

  // Applies the attraction of a whole vector of edges, if there is one.
  template <size_t kFixed>
  HWY_INLINE void ApplyVector(const Attraction<kFixed>& attraction) {
    const IndexTag di;
    const size_t lanes = hn::Lanes(di);
    if (count_ < lanes) return;
    attraction.Apply(heads_, tails_, lanes);
    count_ -= lanes;
    hn::StoreU(hn::LoadU(di, heads_ + lanes), di, heads_);
    hn::StoreU(hn::LoadU(di, tails_ + lanes), di, tails_);
  }

  // Applies the attraction of the edges that are left.
  template <size_t kFixed>
  void ApplyRest(const Attraction<kFixed>& attraction) {
    if (count_ == 0) return;
    const IndexTag di;
    // The first edge fills the lanes that move nothing.
    hn::StoreU(hn::Set(di, heads_[0]), di, heads_ + count_);
    hn::StoreU(hn::Set(di, tails_[0]), di, tails_ + count_);
    attraction.Apply(heads_, tails_, count_);
    count_ = 0;
  }

 private:
  int32_t heads_[2 * kMaxLanes] = {};
  int32_t tails_[2 * kMaxLanes] = {};
  size_t count_ = 0;
};

template <size_t kFixed>
void ApplyDueEdges(const LayoutForces& forces, const AttractingEdges& edges,
                   uint32_t epoch, const LayoutPlaces& places) {
  const Attraction<kFixed> attraction(forces, places);
  const size_t lanes = hn::Lanes(Tag());
  DueEdges due;
  size_t e = 0;
  for (; e + lanes <= edges.count; e += lanes) {
    due.Add(edges, e, epoch);
    due.ApplyVector(attraction);
  }
  for (; e < edges.count; ++e) {
    if (epoch * edges.rates[e] >= edges.rates[e]) continue;
    due.AddOne(edges.heads[e], edges.tails[e]);
  }
  due.ApplyVector(attraction);
  due.ApplyRest(attraction);
}

void ApplyAttraction(const LayoutForces& forces, const AttractingEdges& edges,
                     uint32_t epoch, const LayoutPlaces& places) {
  switch (places.components) {
    case 1:
      return ApplyDueEdges<1>(forces, edges, epoch, places);
    case 2:
      return ApplyDueEdges<2>(forces, edges, epoch, places);
    case 3:
      return ApplyDueEdges<3>(forces, edges, epoch, places);
    default:
      return ApplyDueEdges<0>(forces, edges, epoch, places);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace feluda {

HWY_EXPORT(ApplyAttraction);

void ApplyAttraction(const LayoutForces& forces, const AttractingEdges& edges,
                     uint32_t epoch, const LayoutPlaces& places) {
  HWY_DYNAMIC_DISPATCH(ApplyAttraction)(forces, edges, epoch, places);
}

}  // namespace feluda
#endif  // HWY_ONCE
