#include "lib/operators/dimension_reduction/umap/vertex_repulsion.h"

#include <algorithm>

// Highway compiles what stands between HWY_BEFORE_NAMESPACE and
// HWY_AFTER_NAMESPACE once for each kind of vector, by including this file
// again and again.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE \
  "lib/operators/dimension_reduction/umap/vertex_repulsion.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "lib/operators/dimension_reduction/umap/layout_vectors-inl.h"

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

// Pushes that are added up before a vertex moves on: one after the other they
// would wait for each other's arithmetic.
constexpr int32_t kPushesAtOnce = 16;
// As umap-learn has it, for pushes from nearby.
constexpr float kNearPush = 1e-3f;

// A vector of vertices that are pushed away from others.
template <size_t kFixed>
class Pushed {
 public:
  Pushed(const LayoutForces& forces, const LayoutPlaces& places,
         const PushedVertices& vertices)
      : places_(places),
        a_(hn::Set(d_, static_cast<float>(forces.curve.a))),
        b_(hn::Set(d_, static_cast<float>(forces.curve.b))),
        strength_(hn::Set(
            d_, static_cast<float>(2.0 * forces.repulsion * forces.curve.b))),
        rate_(hn::Set(d_, forces.rate)),
        left_(hn::LoadU(IndexTag(), vertices.pushes)),
        first_(vertices.first) {
    places_.Load(first_, at_);
    for (size_t c = 0; c < places_.Components(); ++c) sums_[c] = hn::Zero(d_);
  }

  // Each lane is pushed by a vertex of its own, the first by `start`.
  HWY_INLINE void Push(uint32_t start) {
    const auto active = hn::RebindMask(d_, hn::Gt(left_, hn::Zero(IndexTag())));
    left_ = hn::Sub(left_, hn::Set(IndexTag(), 1));
    // By itself no vertex is pushed.
    if (start == first_) return;
    typename Vectors<kFixed>::Array other, away;
    places_.Load(start, other);
    const Vec square = places_.Subtract(at_, other, away);
    // 2 b / ((0.001 + square) (1 + a square^b)).
    const Vec weight = hn::IfThenElseZero(
        active,
        hn::Div(strength_,
                hn::Mul(hn::Add(square, hn::Set(d_, kNearPush)),
                        hn::MulAdd(a_, Power(square, b_), hn::Set(d_, 1.0f)))));
    for (size_t c = 0; c < places_.Components(); ++c) {
      sums_[c] = hn::Add(sums_[c], Clip(hn::Mul(weight, away[c])));
    }
  }

  // Moves by the sum of the pushes since the last time.
  HWY_INLINE void Move() {
    for (size_t c = 0; c < places_.Components(); ++c) {
      at_[c] = hn::MulAdd(rate_, sums_[c], at_[c]);
      sums_[c] = hn::Zero(d_);
    }
  }

  void Store(float* columns, size_t stride) const {
    for (size_t c = 0; c < places_.Components(); ++c) {
      hn::StoreU(at_[c], d_, columns + c * stride + first_);
    }
  }

 private:
  const Tag d_;
  const Vectors<kFixed> places_;
  const Vec a_;
  const Vec b_;
  const Vec strength_;
  const Vec rate_;
  hn::Vec<IndexTag> left_;
  const uint32_t first_;
  typename Vectors<kFixed>::Array at_;
  typename Vectors<kFixed>::Array sums_;
};

template <size_t kFixed>
void Push(const LayoutForces& forces, const PushedVertices& vertices,
          const LayoutPlaces& places, float* moved) {
  const int32_t* pushes = vertices.pushes;
  const int32_t most = *std::max_element(pushes, pushes + hn::Lanes(Tag()));
  const RandomStream random = *vertices.random;
  const uint64_t all = vertices.vertices;
  uint64_t draw = vertices.first_draw;
  Pushed<kFixed> pushed(forces, places, vertices);
  for (int32_t i = 0; i < most; i += 2) {
    const uint64_t bits = random.Bits(draw++);
    pushed.Push(static_cast<uint32_t>(((bits >> 32) * all) >> 32));
    pushed.Push(static_cast<uint32_t>(((bits & 0xffffffff) * all) >> 32));
    if ((i + 2) % kPushesAtOnce == 0) pushed.Move();
  }
  pushed.Move();
  pushed.Store(moved, places.stride);
}

void PushVertices(const LayoutForces& forces, const PushedVertices& vertices,
                  const LayoutPlaces& places, float* moved) {
  switch (places.components) {
    case 1:
      return Push<1>(forces, vertices, places, moved);
    case 2:
      return Push<2>(forces, vertices, places, moved);
    case 3:
      return Push<3>(forces, vertices, places, moved);
    default:
      return Push<0>(forces, vertices, places, moved);
  }
}

size_t LayoutLanes() { return hn::Lanes(Tag()); }

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace feluda {

HWY_EXPORT(PushVertices);
HWY_EXPORT(LayoutLanes);

void PushVertices(const LayoutForces& forces, const PushedVertices& vertices,
                  const LayoutPlaces& places, float* moved) {
  HWY_DYNAMIC_DISPATCH(PushVertices)(forces, vertices, places, moved);
}

size_t LayoutLanes() { return HWY_DYNAMIC_DISPATCH(LayoutLanes)(); }

}  // namespace feluda
#endif  // HWY_ONCE
