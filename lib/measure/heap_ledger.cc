#include "lib/measure/heap_ledger.h"

#include <pthread.h>
#include <sys/mman.h>

#include <algorithm>
#include <cerrno>

namespace feluda::heap_internal {

std::atomic<uint64_t> current_window{0};
SizeMap size_map;
__thread Slot* thread_slot __attribute__((tls_model("initial-exec"))) = nullptr;

namespace {

// Slots live in blocks that are never freed; the first needs no system call.
struct SlotBlock {
  static constexpr int kSlots = 255;
  Slot slots[kSlots];
  std::atomic<SlotBlock*> next{nullptr};
};

SlotBlock first_block;

// Live bytes of all threads, as far as they were carried over, and the highest
// of that since the newest window was opened.
std::atomic<int64_t> shared_live{0};
std::atomic<int64_t> shared_peak{0};

uint64_t last_window = 0;
pthread_key_t thread_end_key;
__thread bool taking_slot __attribute__((tls_model("initial-exec"))) = false;

// Allocation functions promise what errno holds after them.
class ErrnoKeeper {
 public:
  ErrnoKeeper() : kept_(errno) {}
  ~ErrnoKeeper() { errno = kept_; }

 private:
  const int kept_;
};

template <typename Visitor>
void ForEachSlot(const Visitor& visit) {
  for (SlotBlock* block = &first_block; block != nullptr;
       block = block->next.load(std::memory_order_acquire)) {
    for (Slot& slot : block->slots) visit(slot);
  }
}

int64_t LiveBytes(const Slot& slot) {
  return slot.allocated_bytes.load(std::memory_order_relaxed) -
         slot.freed_bytes.load(std::memory_order_relaxed);
}

void RaiseTo(std::atomic<int64_t>& highest, int64_t candidate) {
  int64_t seen = highest.load(std::memory_order_relaxed);
  while (candidate > seen && !highest.compare_exchange_weak(
                                 seen, candidate, std::memory_order_relaxed)) {
  }
}

Slot* TakeFrom(SlotBlock& block) {
  for (Slot& slot : block.slots) {
    if (!slot.taken.load(std::memory_order_relaxed) &&
        !slot.taken.exchange(true, std::memory_order_acquire)) {
      return &slot;
    }
  }
  return nullptr;
}

// The block after `block`, made where there is none; null without memory.
SlotBlock* NextOrNew(SlotBlock& block) {
  SlotBlock* next = block.next.load(std::memory_order_acquire);
  if (next != nullptr) return next;
  // Zero-filled pages are a valid SlotBlock.
  void* mapped = mmap(nullptr, sizeof(SlotBlock), PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapped == MAP_FAILED) return nullptr;
  SlotBlock* made = static_cast<SlotBlock*>(mapped);
  if (block.next.compare_exchange_strong(next, made,
                                         std::memory_order_acq_rel)) {
    return made;
  }
  munmap(mapped, sizeof(SlotBlock));
  return next;
}

Slot* TakeSlot() {
  for (SlotBlock* block = &first_block; block != nullptr;
       block = NextOrNew(*block)) {
    Slot* slot = TakeFrom(*block);
    if (slot != nullptr) return slot;
  }
  return nullptr;
}

// Runs as a thread ends. A later free in the same thread takes a slot anew.
void GiveSlotBack(void* key_value) {
  Slot* slot = static_cast<Slot*>(key_value);
  if (slot->window.load(std::memory_order_relaxed) ==
      current_window.load(std::memory_order_relaxed)) {
    Carry(slot);
  }
  thread_slot = nullptr;
  slot->taken.store(false, std::memory_order_release);
}

void MakeThreadEndKey() {
  // Registering may allocate, so it is done before anything counts. Without
  // the key, an ended thread's slot is not used again; what it counted stays.
  if (last_window == 0) pthread_key_create(&thread_end_key, GiveSlotBack);
}

}  // namespace

Slot* EnterWindow(uint64_t window) {
  if (window == 0 || taking_slot) return nullptr;
  if (thread_slot == nullptr) {
    const ErrnoKeeper keeper;
    taking_slot = true;
    Slot* slot = TakeSlot();
    // May allocate; that is ours, and `taking_slot` keeps it off the books.
    if (slot != nullptr) pthread_setspecific(thread_end_key, slot);
    taking_slot = false;
    thread_slot = slot;
    if (slot == nullptr) return nullptr;
  }
  // Nothing happened here since the window opened: its start includes all.
  const int64_t live = LiveBytes(*thread_slot);
  thread_slot->highest.store(live, std::memory_order_relaxed);
  thread_slot->carried.store(live, std::memory_order_relaxed);
  thread_slot->window.store(window, std::memory_order_relaxed);
  return thread_slot;
}

void Carry(Slot* slot) {
  const int64_t live = LiveBytes(*slot);
  const int64_t carried = slot->carried.load(std::memory_order_relaxed);
  const int64_t highest = slot->highest.load(std::memory_order_relaxed);
  const int64_t before =
      shared_live.fetch_add(live - carried, std::memory_order_relaxed);
  RaiseTo(shared_peak, before + highest - carried);
  slot->carried.store(live, std::memory_order_relaxed);
  slot->highest.store(live, std::memory_order_relaxed);
}

Totals ReadTotals() {
  Totals totals;
  ForEachSlot([&totals](const Slot& slot) {
    totals.allocations += slot.allocations.load(std::memory_order_relaxed);
    totals.allocated_bytes +=
        slot.allocated_bytes.load(std::memory_order_relaxed);
    totals.frees += slot.frees.load(std::memory_order_relaxed);
    totals.freed_bytes += slot.freed_bytes.load(std::memory_order_relaxed);
  });
  return totals;
}

uint64_t OpenWindow(Totals& start) {
  MakeThreadEndKey();
  if (!Recording()) size_map.Clear();
  start = ReadTotals();
  shared_live.store(start.live_bytes(), std::memory_order_relaxed);
  shared_peak.store(start.live_bytes(), std::memory_order_relaxed);
  current_window.store(++last_window, std::memory_order_relaxed);
  return last_window;
}

int64_t PeakLiveBytes() {
  const uint64_t window = current_window.load(std::memory_order_relaxed);
  const int64_t live = shared_live.load(std::memory_order_relaxed);
  int64_t peak = std::max(shared_peak.load(std::memory_order_relaxed),
                          ReadTotals().live_bytes());
  ForEachSlot([&](const Slot& slot) {
    if (slot.window.load(std::memory_order_relaxed) != window) return;
    peak = std::max(peak,
                    live + slot.highest.load(std::memory_order_relaxed) -
                        slot.carried.load(std::memory_order_relaxed));
  });
  return peak;
}

void StopRecording() { current_window.store(0, std::memory_order_relaxed); }

void ForgetOtherThreads() {
  StopRecording();
  ForEachSlot([](Slot& slot) {
    if (&slot != thread_slot) slot.taken.store(false);
  });
}

}  // namespace feluda::heap_internal
