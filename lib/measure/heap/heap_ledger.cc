#include "lib/measure/heap/heap_ledger.h"

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
  // Slots from this index on have never been taken.
  std::atomic<int> used{0};
  std::atomic<SlotBlock*> next{nullptr};
};

SlotBlock first_block;

// Live bytes of all threads, as far as they were carried over, and their
// highest value. Each window has a pair of its own. It is used again only after
// kKeptWindows further windows, so that a thread that was suspended in the
// middle of Carry() does not write into a newer window.
struct Shared {
  std::atomic<int64_t> live{0};
  std::atomic<int64_t> highest{0};
};
constexpr uint64_t kKeptWindows = 4096;
Shared shared_of_window[kKeptWindows];

Shared& SharedOf(uint64_t window) {
  return shared_of_window[window % kKeptWindows];
}

uint64_t last_window = 0;
pthread_key_t thread_end_key;
__thread bool taking_slot __attribute__((tls_model("initial-exec"))) = false;

// Restores errno, which free() must not change.
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
    const int used = block->used.load(std::memory_order_acquire);
    for (int i = 0; i < used; ++i) visit(block->slots[i]);
  }
}

int64_t LiveBytes(const Slot& slot) {
  return slot.allocated_bytes.load(std::memory_order_relaxed) -
         slot.freed_bytes.load(std::memory_order_relaxed);
}

void Add(const Totals& more, Totals& totals) {
  totals.allocations += more.allocations;
  totals.allocated_bytes += more.allocated_bytes;
  totals.frees += more.frees;
  totals.freed_bytes += more.freed_bytes;
}

template <typename Number>
void RaiseTo(std::atomic<Number>& highest, Number candidate) {
  Number seen = highest.load(std::memory_order_relaxed);
  while (candidate > seen && !highest.compare_exchange_weak(
                                 seen, candidate, std::memory_order_release,
                                 std::memory_order_relaxed)) {
  }
}

Slot* TakeFrom(SlotBlock& block) {
  for (int i = 0; i < SlotBlock::kSlots; ++i) {
    std::atomic<bool>& taken = block.slots[i].taken;
    if (!taken.load(std::memory_order_relaxed) &&
        !taken.exchange(true, std::memory_order_acquire)) {
      RaiseTo(block.used, i + 1);
      return &block.slots[i];
    }
  }
  return nullptr;
}

// The block after `block`, which is made if there is none; null if the kernel
// gives no memory.
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

// Runs when a thread ends. A later free in the same thread takes a new slot.
void GiveSlotBack(void* key_value) {
  Slot* current = ThreadSlot();  // Null if no window is open any more.
  if (current != nullptr) Carry(current);
  thread_slot = nullptr;
  static_cast<Slot*>(key_value)->taken.store(false, std::memory_order_release);
}

void MakeThreadEndKey() {
  // Registering may allocate, so it is done before anything counts. If it
  // fails, an ended thread's slot is not used again, and its totals stay.
  if (last_window == 0) pthread_key_create(&thread_end_key, GiveSlotBack);
}

}  // namespace

Slot* EnterWindow() {
  const uint64_t window = current_window.load(std::memory_order_acquire);
  if (window == 0 || taking_slot) return nullptr;
  if (thread_slot == nullptr) {
    const ErrnoKeeper keeper;
    taking_slot = true;
    Slot* slot = TakeSlot();
    // This may allocate for the meter itself, which `taking_slot` keeps from
    // being counted.
    if (slot != nullptr) pthread_setspecific(thread_end_key, slot);
    taking_slot = false;
    thread_slot = slot;
    if (slot == nullptr) return nullptr;
  }
  Slot* const slot = thread_slot;
  // An ended thread that had this slot may have entered the window already.
  if (slot->window.load(std::memory_order_relaxed) == window) return slot;
  const int64_t at_start = slot->at_start.load(std::memory_order_relaxed);
  slot->highest.store(at_start, std::memory_order_release);
  slot->carried.store(at_start, std::memory_order_release);
  slot->window.store(window, std::memory_order_release);
  // Carries what the thread did while the window was being opened.
  if (LiveBytes(*slot) != at_start) Carry(slot);
  return slot;
}

// Writes the slot before the shared total. A reader takes them in the other
// order, so it may miss bytes that are being carried but never counts them
// twice.
void Carry(Slot* slot) {
  Shared& shared = SharedOf(slot->window.load(std::memory_order_relaxed));
  const int64_t live = LiveBytes(*slot);
  const int64_t carried = slot->carried.load(std::memory_order_relaxed);
  const int64_t highest =
      std::max(live, slot->highest.load(std::memory_order_relaxed));
  slot->highest.store(live, std::memory_order_release);
  slot->carried.store(live, std::memory_order_release);
  const int64_t before =
      shared.live.fetch_add(live - carried, std::memory_order_release);
  RaiseTo(shared.highest, before + highest - carried);
}

// Bytes allocated and freed that are some microseconds apart could differ by
// gigabytes, so it reads until two readings agree.
Totals ReadSlot(const Slot& slot) {
  const auto read = [&slot] {
    Totals totals;
    totals.allocations = slot.allocations.load(std::memory_order_acquire);
    totals.allocated_bytes =
        slot.allocated_bytes.load(std::memory_order_acquire);
    totals.frees = slot.frees.load(std::memory_order_acquire);
    totals.freed_bytes = slot.freed_bytes.load(std::memory_order_acquire);
    return totals;
  };
  Totals totals = read();
  for (Totals before = totals;; before = totals) {
    totals = read();
    if (totals.allocated_bytes == before.allocated_bytes &&
        totals.freed_bytes == before.freed_bytes &&
        totals.allocations == before.allocations &&
        totals.frees == before.frees) {
      return totals;
    }
  }
}

Totals ReadTotals() {
  Totals totals;
  ForEachSlot([&totals](const Slot& slot) { Add(ReadSlot(slot), totals); });
  return totals;
}

Totals OpenWindow() {
  MakeThreadEndKey();
  // A call that was under way when the last window closed may have written to
  // the map since.
  if (!Recording()) size_map.Clear();
  Totals start;
  ForEachSlot([&start](Slot& slot) {
    const Totals totals = ReadSlot(slot);
    slot.at_start.store(totals.live_bytes(), std::memory_order_relaxed);
    Add(totals, start);
  });
  Shared& shared = SharedOf(++last_window);
  shared.live.store(start.live_bytes(), std::memory_order_relaxed);
  shared.highest.store(start.live_bytes(), std::memory_order_relaxed);
  current_window.store(last_window, std::memory_order_release);
  return start;
}

int64_t PeakLiveBytes() {
  const uint64_t window = current_window.load(std::memory_order_relaxed);
  const Shared& shared = SharedOf(window);
  const int64_t live = shared.live.load(std::memory_order_acquire);
  int64_t peak = std::max(shared.highest.load(std::memory_order_relaxed),
                          ReadTotals().live_bytes());
  ForEachSlot([&](const Slot& slot) {
    if (slot.window.load(std::memory_order_acquire) != window) return;
    const int64_t carried = slot.carried.load(std::memory_order_acquire);
    const int64_t highest = slot.highest.load(std::memory_order_acquire);
    // A thread that has drifted further is in Carry(), which raises the shared
    // peak itself.
    peak = std::max(peak, live + std::min(highest - carried, kDrift));
  });
  return peak;
}

void StopRecording() {
  current_window.store(0, std::memory_order_relaxed);
  // The map's pages must not count in the resident memory of a later
  // measurement, nor be handed back in the middle of it.
  size_map.Clear();
}

void ReleaseSlotsOfOtherThreads() {
  ForEachSlot([](Slot& slot) {
    if (&slot != thread_slot) slot.taken.store(false);
  });
}

void ForgetOtherThreads() {
  StopRecording();
  ReleaseSlotsOfOtherThreads();
}

}  // namespace feluda::heap_internal
