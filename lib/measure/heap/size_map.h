// Maps the address of a block to the size that its caller asked for. A heap
// meter needs that size when the block is freed, and glibc's malloc keeps only
// the size that it rounded it up to.
//
// The trick: glibc's blocks start at multiples of 16 bytes and are at least 32
// bytes apart. One byte of map for each 16 bytes of heap thus gives every block
// two bytes of its own, at a place computed from its address: enough for sizes
// up to 65,533. A larger block owns thousands of bytes of map, and its size is
// written there in full behind a mark. A call costs one load or store and no
// lock or search; the map takes at most a sixteenth of the heap it describes.
//
// Threads: the thread that was given a block writes its entry, and the thread
// that frees the block reads it. The program must order the two anyway, since
// they use the block itself.

#ifndef LIB_MEASURE_HEAP_SIZE_MAP_H_
#define LIB_MEASURE_HEAP_SIZE_MAP_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace feluda::heap_internal {

class SizeMap {
 public:
  constexpr SizeMap() = default;
  SizeMap(const SizeMap&) = delete;
  SizeMap& operator=(const SizeMap&) = delete;

  // Stores the size that `block` was asked for with. If the kernel gives no
  // memory for the map, the size stays unknown.
  void Put(const void* block, size_t size) {
    unsigned char* entry = FindOrMakeEntry(block);
    if (entry == nullptr) return;
    if (__builtin_expect(size <= kMaxShort, 1)) {
      const uint16_t mark = static_cast<uint16_t>(size + 1);
      std::memcpy(entry, &mark, sizeof(mark));
    } else {
      PutLong(entry, size);
    }
  }

  // Returns the size that the last Put() stored since the last Clear(), or
  // kUnknown.
  size_t Get(const void* block) const {
    const unsigned char* entry = FindEntry(block);
    if (__builtin_expect(entry == nullptr, 0)) return kUnknown;
    uint16_t mark;
    std::memcpy(&mark, entry, sizeof(mark));
    if (__builtin_expect(mark != kLongMark, 1)) {
      return static_cast<size_t>(mark) - 1;  // An empty entry: 0 - 1, kUnknown.
    }
    return GetLong(entry);
  }

  // Do what Put() and Get() do for blocks of up to 60,000 bytes that may start
  // only 16 bytes apart, as those of an allocator on top of malloc do. The
  // trick: a size of up to 16 fits into the one byte that such a block owns,
  // and a larger block owns two. An address is used in one of the two ways at a
  // time.
  void PutNarrow(const void* block, size_t size) {
    unsigned char* entry = FindOrMakeEntry(block);
    if (entry == nullptr) return;
    if (size <= kMaxOneByte) {
      entry[0] = static_cast<unsigned char>(size + 1);
      return;
    }
    const size_t above = size - kMaxOneByte - 1;
    entry[0] = static_cast<unsigned char>(kMaxOneByte + 2 + above / 256);
    entry[1] = static_cast<unsigned char>(above % 256);
  }
  size_t GetNarrow(const void* block) const {
    const unsigned char* entry = FindEntry(block);
    if (entry == nullptr) return kUnknown;
    if (entry[0] <= kMaxOneByte + 1) return size_t{entry[0]} - 1;
    return (entry[0] - kMaxOneByte - 2) * 256 + entry[1] + kMaxOneByte + 1;
  }

  // Forgets everything and hands the map's pages back to the kernel.
  void Clear();

  static constexpr size_t kUnknown = static_cast<size_t>(-1);

 private:
  // A leaf maps 64 MiB of addresses; the directory covers the 48 bits that
  // user space has on x86-64 and AArch64.
  static constexpr int kAddressBits = 48;
  static constexpr int kLeafBits = 26;
  static constexpr int kGranuleBits = 4;
  static constexpr size_t kLeaves = size_t{1} << (kAddressBits - kLeafBits);
  static constexpr size_t kLeafBytes = size_t{1} << (kLeafBits - kGranuleBits);
  // Bytes behind a leaf's last entry, into which a long entry may run. Behind
  // them stands the pointer to the leaf made before this one.
  static constexpr size_t kOverrun = 16;

  static constexpr uint16_t kLongMark = 0xffff;
  static constexpr size_t kMaxShort = kLongMark - 2;
  static constexpr size_t kMaxOneByte = 16;

  static size_t LeafIndex(const void* block) {
    return (reinterpret_cast<uintptr_t>(block) >> kLeafBits) % kLeaves;
  }
  static size_t Offset(const void* block) {
    return (reinterpret_cast<uintptr_t>(block) >> kGranuleBits) % kLeafBytes;
  }

  const unsigned char* FindEntry(const void* block) const {
    const unsigned char* leaf =
        leaves_[LeafIndex(block)].load(std::memory_order_acquire);
    return leaf == nullptr ? nullptr : leaf + Offset(block);
  }
  unsigned char* FindOrMakeEntry(const void* block) {
    unsigned char* leaf =
        leaves_[LeafIndex(block)].load(std::memory_order_acquire);
    if (__builtin_expect(leaf == nullptr, 0)) {
      leaf = MakeLeaf(LeafIndex(block));
      if (leaf == nullptr) return nullptr;
    }
    return leaf + Offset(block);
  }

  unsigned char* MakeLeaf(size_t index);
  static void PutLong(unsigned char* entry, size_t size);
  static size_t GetLong(const unsigned char* entry);
  static unsigned char*& LeafMadeBefore(unsigned char* leaf);

  std::atomic<unsigned char*> leaves_[kLeaves] = {};
  std::atomic<unsigned char*> newest_leaf_{nullptr};
};

}  // namespace feluda::heap_internal

#endif  // LIB_MEASURE_HEAP_SIZE_MAP_H_
