#include "lib/networks/tokenizer/byte_pairs.h"

#include <cstddef>
#include <functional>
#include <queue>
#include <tuple>

namespace feluda {
namespace {

// The tokens of a word as a list in an array: a merged pair is where its left
// token was, and links jump over the place of the right one. So a merge costs
// the same in a long word as in a short one.
class Merging {
 public:
  Merging(const BpeVocabulary& vocabulary, absl::string_view word)
      : vocabulary_(vocabulary), nodes_(word.size()) {
    for (size_t i = 0; i < word.size(); ++i) {
      const auto byte = static_cast<uint8_t>(word[i]);
      nodes_[i].token = i + 1 < word.size() ? vocabulary.ByteToken(byte)
                                            : vocabulary.LastByteToken(byte);
      nodes_[i].previous = i - 1;
      nodes_[i].next = i + 1;
    }
    for (size_t i = 0; i + 1 < word.size(); ++i) AddPair(i);
  }

  std::vector<int32_t> Run() {
    while (!pairs_.empty()) MergeLowestRank();
    std::vector<int32_t> tokens;
    for (size_t i = 0; i < nodes_.size(); i = nodes_[i].next) {
      tokens.push_back(nodes_[i].token);
    }
    return tokens;
  }

 private:
  static constexpr int32_t kMerged = -1;

  struct Node {
    int32_t token;
    size_t previous;
    size_t next;
  };

  // A pair that merges, with the place of its left token. It is out of date
  // once one of its tokens has become part of another.
  struct Pair {
    int32_t rank;
    size_t at;
    int32_t left;
    int32_t right;
    int32_t merged;

    bool operator>(const Pair& other) const {
      return std::tie(rank, at) > std::tie(other.rank, other.at);
    }
  };

  void AddPair(size_t at) {
    const size_t next = nodes_[at].next;
    if (next >= nodes_.size()) return;
    const int32_t left = nodes_[at].token;
    const int32_t right = nodes_[next].token;
    if (const auto* merge = vocabulary_.FindMerge(left, right)) {
      pairs_.push({merge->rank, at, left, right, merge->token});
    }
  }

  bool IsUpToDate(const Pair& pair) const {
    const size_t next = nodes_[pair.at].next;
    return nodes_[pair.at].token == pair.left && next < nodes_.size() &&
           nodes_[next].token == pair.right;
  }

  // Pairs that arise count only afterwards, whatever their rank.
  void MergeLowestRank() {
    const int32_t rank = pairs_.top().rank;
    merged_.clear();
    while (!pairs_.empty() && pairs_.top().rank == rank) {
      const Pair pair = pairs_.top();
      pairs_.pop();
      if (IsUpToDate(pair)) Merge(pair);
    }
    for (const size_t at : merged_) {
      if (nodes_[at].token == kMerged) continue;
      if (at > 0) AddPair(nodes_[at].previous);
      AddPair(at);
    }
  }

  void Merge(const Pair& pair) {
    Node& left = nodes_[pair.at];
    Node& right = nodes_[left.next];
    left.token = pair.merged;
    right.token = kMerged;
    left.next = right.next;
    if (right.next < nodes_.size()) nodes_[right.next].previous = pair.at;
    merged_.push_back(pair.at);
  }

  const BpeVocabulary& vocabulary_;
  std::vector<Node> nodes_;
  std::priority_queue<Pair, std::vector<Pair>, std::greater<Pair>> pairs_;
  // Where the last rank's pairs were merged.
  std::vector<size_t> merged_;
};

}  // namespace

std::vector<int32_t> EncodeBytePairs(const BpeVocabulary& vocabulary,
                                     absl::string_view word) {
  return Merging(vocabulary, word).Run();
}

}  // namespace feluda
