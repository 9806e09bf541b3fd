#include "lib/operators/dimension_reduction/umap/vertex_repulsion.h"

#include <algorithm>

// Highway includes this file once for each instruction set, and so compiles
// what stands between HWY_BEFORE_NAMESPACE and HWY_AFTER_NAMESPACE for each.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE \
  "lib/operators/dimension_reduction/umap/vertex_repulsion.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "lib/operators/dimension_reduction/umap/layout_vectors-inl.h"

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

// Repulsions that are added up before the vertex moves. If it moved after each,
// as umap-learn's does, each would wait for the arithmetic of the one before;
// so the processor works on several at once. Vertices that are near are each
// out of reach after one repulsion, so each further one of the same sum throws
// the vertex too far: with 16, layouts of rows with dense regions burst.
constexpr int32_t kRepulsionsPerMove = 4;
// umap-learn's term that limits the repulsion by a near vertex.
constexpr float kNearSquare = 1e-3f;

// A vector of vertices that are repelled by others. `kFixed` is the number of
// components, known to the compiler, or 0 for any number.
template <size_t kFixed>
class RepelledVector {
 public:
  RepelledVector(const LayoutForces& forces, const LayoutPlaces& places,
                 const RepelledVertices& vertices)
      : places_(places),
        a_(hn::Set(d_, static_cast<float>(forces.curve.a))),
        b_(hn::Set(d_, static_cast<float>(forces.curve.b))),
        strength_(hn::Set(
            d_, static_cast<float>(2.0 * forces.repulsion * forces.curve.b))),
        rate_(hn::Set(d_, forces.rate)),
        left_(hn::LoadU(IndexTag(), vertices.repulsions)),
        first_(vertices.first) {
    places_.Load(first_, at_);
    for (size_t c = 0; c < places_.Components(); ++c) sums_[c] = hn::Zero(d_);
  }

  // Lane i is repelled by vertex `start` + i: one load of consecutive numbers
  // instead of a draw and a gather for every lane.
  HWY_INLINE void AddRepulsion(uint32_t start) {
    const auto active = hn::RebindMask(d_, hn::Gt(left_, hn::Zero(IndexTag())));
    left_ = hn::Sub(left_, hn::Set(IndexTag(), 1));
    // No vertex repels itself.
    if (start == first_) return;
    typename Vectors<kFixed>::Array other, difference;
    places_.Load(start, other);
    const Vec square = places_.Subtract(at_, other, difference);
    // 2 b / ((0.001 + square) (1 + a square^b)).
    const Vec weight = hn::IfThenElseZero(
        active,
        hn::Div(strength_,
                hn::Mul(hn::Add(square, hn::Set(d_, kNearSquare)),
                        hn::MulAdd(a_, Power(square, b_), hn::Set(d_, 1.0f)))));
    for (size_t c = 0; c < places_.Components(); ++c) {
      sums_[c] = hn::Add(sums_[c], Clip(hn::Mul(weight, difference[c])));
    }
  }

  // Moves the vertices by the sum of the repulsions since the last move.
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
void Repel(const LayoutForces& forces, const RepelledVertices& vertices,
           const LayoutPlaces& places, float* moved) {
  const int32_t* repulsions = vertices.repulsions;
  const int32_t most =
      *std::max_element(repulsions, repulsions + hn::Lanes(Tag()));
  const RandomStream random = *vertices.random;
  const uint64_t all = vertices.vertices;
  uint64_t draw = vertices.first_draw;
  RepelledVector<kFixed> repelled(forces, places, vertices);
  for (int32_t i = 0; i < most; i += 2) {
    // 64 random bits draw two vertices: the high half of bits * all, with 32
    // bits each, is uniform below `all` without a division.
    const uint64_t bits = random.Bits(draw++);
    repelled.AddRepulsion(static_cast<uint32_t>(((bits >> 32) * all) >> 32));
    repelled.AddRepulsion(
        static_cast<uint32_t>(((bits & 0xffffffff) * all) >> 32));
    if ((i + 2) % kRepulsionsPerMove == 0) repelled.Move();
  }
  repelled.Move();
  repelled.Store(moved, places.stride);
}

void ApplyRepulsion(const LayoutForces& forces,
                    const RepelledVertices& vertices,
                    const LayoutPlaces& places, float* moved) {
  switch (places.components) {
    case 1:
      return Repel<1>(forces, vertices, places, moved);
    case 2:
      return Repel<2>(forces, vertices, places, moved);
    case 3:
      return Repel<3>(forces, vertices, places, moved);
    default:
      return Repel<0>(forces, vertices, places, moved);
  }
}

size_t LayoutLanes() { return hn::Lanes(Tag()); }

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace feluda {

HWY_EXPORT(ApplyRepulsion);
HWY_EXPORT(LayoutLanes);

void ApplyRepulsion(const LayoutForces& forces,
                    const RepelledVertices& vertices,
                    const LayoutPlaces& places, float* moved) {
  HWY_DYNAMIC_DISPATCH(ApplyRepulsion)(forces, vertices, places, moved);
}

size_t LayoutLanes() { return HWY_DYNAMIC_DISPATCH(LayoutLanes)(); }

}  // namespace feluda
#endif  // HWY_ONCE
