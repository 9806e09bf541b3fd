#include "lib/operators/dimension_reduction/umap/edge_attraction.h"

#include <algorithm>

// Highway compiles what stands between HWY_BEFORE_NAMESPACE and
// HWY_AFTER_NAMESPACE once for each kind of vector, by including this file
// again and again.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE \
  "lib/operators/dimension_reduction/umap/edge_attraction.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "lib/operators/dimension_reduction/umap/layout_vectors-inl.h"

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

// Edges' ends, pulled together a vector at a time.
template <size_t kFixed>
class Puller {
 public:
  Puller(const LayoutForces& forces, const LayoutPlaces& places)
      : places_(places),
        a_(hn::Set(d_, static_cast<float>(forces.curve.a))),
        minus_b_(hn::Set(d_, static_cast<float>(-forces.curve.b))),
        strength_(hn::Set(
            d_, static_cast<float>(2.0 * forces.curve.a * forces.curve.b))),
        rate_(hn::Set(d_, 2.0f * forces.rate)) {}

  // Moves the ends of the first `count` lanes.
  // REQUIRES: the other lanes have an edge, too.
  HWY_INLINE void Pull(const int32_t* heads, const int32_t* tails,
                       size_t count) const {
    typename Vectors<kFixed>::Array head, tail, away;
    places_.Gather(hn::LoadU(IndexTag(), heads), head);
    places_.Gather(hn::LoadU(IndexTag(), tails), tail);
    const Vec square = places_.Subtract(head, tail, away);
    // 2 a b square^(b - 1) / (1 + a square^b).
    const Vec weight = hn::Div(
        strength_, hn::Mul(square, hn::Add(a_, Power(square, minus_b_))));
    for (size_t c = 0; c < places_.Components(); ++c) {
      const Vec move = hn::Mul(rate_, Clip(hn::Mul(weight, away[c])));
      Scatter(hn::Sub(head[c], move), heads, count, places_.Column(c));
      Scatter(hn::Add(tail[c], move), tails, count, places_.Column(c));
    }
  }

 private:
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

// Whole vectors of the edges that pull now, out of all.
class Selection {
 public:
  // Adds those of the edges first, first + 1, ... that pull in `epoch`.
  HWY_INLINE void Add(const PullingEdges& edges, size_t first, uint32_t epoch) {
    const IndexTag di;
    const hn::RebindToUnsigned<IndexTag> du;
    const auto rates = hn::LoadU(du, edges.rates + first);
    const auto now = hn::Lt(hn::Mul(rates, hn::Set(du, epoch)), rates);
    const auto mask = hn::RebindMask(di, now);
    hn::StoreU(hn::Compress(hn::LoadU(di, edges.heads + first), mask), di,
               heads_ + count_);
    hn::StoreU(hn::Compress(hn::LoadU(di, edges.tails + first), mask), di,
               tails_ + count_);
    count_ += hn::CountTrue(du, now);
  }

  void AddOne(int32_t head, int32_t tail) {
    heads_[count_] = head;
    tails_[count_++] = tail;
  }

  // Pulls a vector of them, if there is one.
  template <size_t kFixed>
  HWY_INLINE void PullWhole(const Puller<kFixed>& puller) {
    const IndexTag di;
    const size_t lanes = hn::Lanes(di);
    if (count_ < lanes) return;
    puller.Pull(heads_, tails_, lanes);
    count_ -= lanes;
    hn::StoreU(hn::LoadU(di, heads_ + lanes), di, heads_);
    hn::StoreU(hn::LoadU(di, tails_ + lanes), di, tails_);
  }

  // Pulls what is left.
  template <size_t kFixed>
  void PullRest(const Puller<kFixed>& puller) {
    if (count_ == 0) return;
    const IndexTag di;
    // Any edge of ours does for lanes that move nothing.
    hn::StoreU(hn::Set(di, heads_[0]), di, heads_ + count_);
    hn::StoreU(hn::Set(di, tails_[0]), di, tails_ + count_);
    puller.Pull(heads_, tails_, count_);
    count_ = 0;
  }

 private:
  int32_t heads_[2 * kMaxLanes] = {};
  int32_t tails_[2 * kMaxLanes] = {};
  size_t count_ = 0;
};

template <size_t kFixed>
void Pull(const LayoutForces& forces, const PullingEdges& edges, uint32_t epoch,
          const LayoutPlaces& places) {
  const Puller<kFixed> puller(forces, places);
  const size_t lanes = hn::Lanes(Tag());
  Selection selection;
  size_t e = 0;
  for (; e + lanes <= edges.count; e += lanes) {
    selection.Add(edges, e, epoch);
    selection.PullWhole(puller);
  }
  for (; e < edges.count; ++e) {
    if (epoch * edges.rates[e] >= edges.rates[e]) continue;
    selection.AddOne(edges.heads[e], edges.tails[e]);
  }
  selection.PullWhole(puller);
  selection.PullRest(puller);
}

void PullEnds(const LayoutForces& forces, const PullingEdges& edges,
              uint32_t epoch, const LayoutPlaces& places) {
  switch (places.components) {
    case 1:
      return Pull<1>(forces, edges, epoch, places);
    case 2:
      return Pull<2>(forces, edges, epoch, places);
    case 3:
      return Pull<3>(forces, edges, epoch, places);
    default:
      return Pull<0>(forces, edges, epoch, places);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace feluda {

HWY_EXPORT(PullEnds);

void PullEnds(const LayoutForces& forces, const PullingEdges& edges,
              uint32_t epoch, const LayoutPlaces& places) {
  HWY_DYNAMIC_DISPATCH(PullEnds)(forces, edges, epoch, places);
}

}  // namespace feluda
#endif  // HWY_ONCE
