// The ledger behind the heap meter: what every thread allocated and freed, and
// how high the live bytes of all of them stood.
//
// How it counts. Each thread writes only to a slot of its own, so nothing on
// the hot path is shared. A slot keeps cumulative totals; a reader adds up the
// slots of all threads, ended ones included, and takes differences, which makes
// counts and bytes exact. For the peak, a thread carries the change of its live
// bytes to the shared total only when it has drifted by kDrift: the peak is
// exact while one thread allocates and frees, and within kPeakBound for each
// further one.
//
// Worked example: thread A allocates 10 KiB and frees them, B allocates 1 MiB.
// B's block passes kDrift, so B carries it over at once; A's 10 KiB never
// do. The true peak is between 1 MiB and 1 MiB + 10 KiB, and so is the reading.
//
// Why kPeakBound is twice kDrift: a slot keeps only the highest live bytes of
// its thread, not when they were reached. Thread A may have stood kDrift above
// what it carried over, long ago, and stand kDrift below it when B's block
// comes. With n threads the reading is at most n drifts off, hence within n - 1
// bounds.
//
// All state is constant-initialised and nothing here allocates: these functions
// run inside malloc, before main() and while threads end.

#ifndef LIB_MEASURE_HEAP_HEAP_LEDGER_H_
#define LIB_MEASURE_HEAP_HEAP_LEDGER_H_

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "lib/measure/heap/size_map.h"

namespace feluda::heap_internal {

inline constexpr int64_t kDrift = 16 * 1024;
inline constexpr int64_t kPeakBound = 2 * kDrift;

// One thread's part of the ledger. Only its thread writes to it, and any thread
// reads it. It fills two cache lines, since processors fetch lines in pairs.
struct alignas(128) Slot {
  std::atomic<int64_t> allocations{0};
  std::atomic<int64_t> allocated_bytes{0};
  std::atomic<int64_t> frees{0};
  std::atomic<int64_t> freed_bytes{0};
  // Highest live bytes (allocated less freed) since they were last carried to
  // the shared total, and how many of them that total holds.
  std::atomic<int64_t> highest{0};
  std::atomic<int64_t> carried{0};
  // The window for which `highest` and `carried` hold.
  std::atomic<uint64_t> window{0};
  // Live bytes at the start of the newest window. The thread that opened the
  // window writes them.
  std::atomic<int64_t> at_start{0};
  // Whether a running thread has this slot. The totals of an ended thread stay.
  std::atomic<bool> taken{false};
};

// What all threads together have counted since the process began.
struct Totals {
  int64_t allocations = 0;
  int64_t allocated_bytes = 0;
  int64_t frees = 0;
  int64_t freed_bytes = 0;

  int64_t live_bytes() const { return allocated_bytes - freed_bytes; }
};

// The number of the newest open window; 0 while none is, and nothing counts.
extern std::atomic<uint64_t> current_window;
extern SizeMap size_map;
extern __thread Slot* thread_slot __attribute__((tls_model("initial-exec")));

inline bool Recording() {
  return __builtin_expect(current_window.load(std::memory_order_relaxed) != 0,
                          0);
}

// Opens a window, in which threads count; if one is open already, marks a part
// of it. Returns the totals at its start. Windows are opened and closed by one
// thread at a time.
Totals OpenWindow();

// Returns the highest value of Totals::live_bytes() since the last
// OpenWindow().
int64_t PeakLiveBytes();

// Returns what the slot's threads have counted at one moment, even if one of
// them is counting.
Totals ReadSlot(const Slot& slot);

// Returns the sum of all slots. Those of counting threads are read some
// nanoseconds apart.
Totals ReadTotals();

// Closes all windows: nothing counts any more, and the resident memory of the
// ledger is given back.
void StopRecording();

// Frees the slots of the parent's other threads, in a child after fork. Their
// totals stay, and recording goes on.
void ReleaseSlotsOfOtherThreads();

// Forgets the parent's other threads and stops recording, in a child after
// fork.
void ForgetOtherThreads();

// The slow paths. EnterWindow() handles a thread's first call in a window and
// returns null where that call must not be counted. Carry() brings the change
// of the thread's live bytes to the shared total.
Slot* EnterWindow();
void Carry(Slot* slot);

inline Slot* ThreadSlot() {
  const uint64_t window = current_window.load(std::memory_order_relaxed);
  Slot* slot = thread_slot;
  if (__builtin_expect(
          slot == nullptr ||
              slot->window.load(std::memory_order_relaxed) != window,
          0)) {
    return EnterWindow();
  }
  return slot;
}

// Adds to a counter that only this thread writes: no locked instruction. The
// order is for readers, and costs x86-64 nothing.
template <typename Delta>
int64_t AddOwn(std::atomic<int64_t>& counter, Delta delta) {
  const int64_t sum =
      counter.load(std::memory_order_relaxed) + static_cast<int64_t>(delta);
  counter.store(sum, std::memory_order_release);
  return sum;
}

// Records that this thread's live bytes have risen to `live`.
inline void RiseTo(Slot* slot, int64_t live) {
  if (__builtin_expect(live > slot->highest.load(std::memory_order_relaxed),
                       0)) {
    slot->highest.store(live, std::memory_order_release);
    if (live - slot->carried.load(std::memory_order_relaxed) >= kDrift) {
      Carry(slot);
    }
  }
}

// Counts a block of `size` bytes in a slot of this thread.
[[gnu::always_inline]] inline void CountAllocation(Slot* slot, size_t size) {
  AddOwn(slot->allocations, 1);
  RiseTo(slot, AddOwn(slot->allocated_bytes, size) -
                   slot->freed_bytes.load(std::memory_order_relaxed));
}

// Records that this thread was given `block` of `size` bytes.
// REQUIRES: block is not null and 16-byte aligned.
[[gnu::always_inline]] inline void RecordAllocation(const void* block,
                                                    size_t size) {
  Slot* slot = ThreadSlot();
  if (__builtin_expect(slot == nullptr, 0)) return;
  size_map.Put(block, size);
  CountAllocation(slot, size);
}

// Does so for a block of another allocator, which may be closer to its
// neighbours than SizeMap can tell apart. The caller must know its size again
// when it is freed.
inline void RecordUnmapped(size_t size) {
  Slot* slot = ThreadSlot();
  if (slot != nullptr) CountAllocation(slot, size);
}

// Records that this thread is about to free a block of `size` bytes. Must be
// called before the real free: after it, another thread could be given the
// block and record an allocation before this free is recorded.
[[gnu::always_inline]] inline void RecordFree(size_t size) {
  Slot* slot = ThreadSlot();
  if (__builtin_expect(slot == nullptr, 0)) return;
  AddOwn(slot->frees, 1);
  const int64_t live = slot->allocated_bytes.load(std::memory_order_relaxed) -
                       AddOwn(slot->freed_bytes, size);
  if (__builtin_expect(
          live - slot->carried.load(std::memory_order_relaxed) <= -kDrift, 0)) {
    Carry(slot);
  }
}

// Reverses the last RecordFree(): the block was not freed after all.
inline void UndoFree(size_t size) {
  Slot* slot = ThreadSlot();
  if (slot == nullptr) return;
  AddOwn(slot->frees, -1);
  const int64_t freed = AddOwn(slot->freed_bytes, -static_cast<int64_t>(size));
  RiseTo(slot, slot->allocated_bytes.load(std::memory_order_relaxed) - freed);
}

}  // namespace feluda::heap_internal

#endif  // LIB_MEASURE_HEAP_HEAP_LEDGER_H_
