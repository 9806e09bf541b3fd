#include "lib/python_benchmarks/small_objects.h"

#include <Python.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>

#include "benchmark/benchmark.h"
#include "lib/measure/heap/heap_ledger.h"
#include "lib/measure/memory_manager.h"
#include "lib/python/python_arenas.h"

namespace feluda {
namespace {

using heap_internal::RecordFree;
using heap_internal::Recording;
using heap_internal::RecordUnmapped;
using heap_internal::size_map;
using heap_internal::SizeMap;
using heap_internal::UndoFree;

// Python's functions for one of its domains, "mem" and "obj".
struct Domain {
  const PyMemAllocatorDomain id;
  PyMemAllocatorEx next;
  // Whether Python calls ours, be it through another's.
  bool counts;
};

Domain domains[] = {{PYMEM_DOMAIN_MEM, {}, false},
                    {PYMEM_DOMAIN_OBJ, {}, false}};

const PyMemAllocatorEx& Next(void* domain) {
  return static_cast<Domain*>(domain)->next;
}

bool Counts(const void* block) {
  return block != nullptr && Recording() && InPythonArena(block);
}

// The size that was last asked for, for each size of block; 0 for none yet.
size_t last_sizes[kLargestPythonBlock / kPythonBlockStep + 1];

// A block from before the window tells only its room. Most often it goes since
// one like it comes, as when a list of floats replaces another.
size_t SizeOf(const void* block) {
  const size_t known = size_map.GetNarrow(block);
  if (known != SizeMap::kUnknown) return known;
  const size_t room = BlockRoom(block);
  const size_t last = last_sizes[room / kPythonBlockStep];
  return last != 0 ? last : room;
}

void* Counted(void* block, size_t size) {
  if (Counts(block)) {
    size_map.PutNarrow(block, size);
    last_sizes[BlockRoom(block) / kPythonBlockStep] = size;
    RecordUnmapped(size);
  }
  return block;
}

void* Malloc(void* domain, size_t size) {
  return Counted(Next(domain).malloc(Next(domain).ctx, size), size);
}

void* Calloc(void* domain, size_t count, size_t size) {
  return Counted(Next(domain).calloc(Next(domain).ctx, count, size),
                 count * size);
}

void* Realloc(void* domain, void* block, size_t size) {
  // Python moves a block between an arena and malloc without calling these
  // functions again, so each side is counted by where its block is.
  const bool counts = Counts(block);
  const size_t old_size = counts ? SizeOf(block) : 0;
  if (counts) RecordFree(old_size);
  void* const resized = Next(domain).realloc(Next(domain).ctx, block, size);
  if (resized == nullptr && counts) UndoFree(old_size);
  return Counted(resized, size);
}

void Free(void* domain, void* block) {
  if (Counts(block)) RecordFree(SizeOf(block));
  Next(domain).free(Next(domain).ctx, block);
}

// The registered memory manager, whose passes count small objects.
class CountingManager final : public benchmark::MemoryManager {
 public:
  explicit CountingManager(feluda::MemoryManager& manager)
      : manager_(manager) {}

  void Start() override {
    count_.emplace();
    manager_.Start();
  }
  void Stop(Result& result) override {
    manager_.Stop(result);
    count_.reset();
  }
  // As in memory_manager.h.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wsuggest-override"
  void Stop(Result* result) {  // NOLINT(modernize-use-override)
    Stop(*result);
  }
#pragma GCC diagnostic pop

 private:
  feluda::MemoryManager& manager_;
  std::optional<SmallObjectCount> count_;
};

}  // namespace

SmallObjectCount::SmallObjectCount() {
  std::fill(std::begin(last_sizes), std::end(last_sizes), 0);
  for (Domain& domain : domains) {
    if (domain.counts) continue;
    domain.counts = true;
    PyMem_GetAllocator(domain.id, &domain.next);
    PyMemAllocatorEx counting = {&domain, Malloc, Calloc, Realloc, Free};
    PyMem_SetAllocator(domain.id, &counting);
  }
}

SmallObjectCount::~SmallObjectCount() {
  for (Domain& domain : domains) {
    PyMemAllocatorEx current;
    PyMem_GetAllocator(domain.id, &current);
    // What came before ours meanwhile, as tracemalloc does, goes on calling
    // ours, so they stay.
    if (current.ctx != &domain) continue;
    PyMem_SetAllocator(domain.id, &domain.next);
    domain.counts = false;
  }
}

absl::Status CountSmallObjectsInMemoryPasses() {
  MemoryManager* const manager = MemoryManager::Registered();
  if (manager == nullptr) return absl::OkStatus();
  absl::Status known = PythonArenasAreKnown();
  if (!known.ok()) return known;
  // Never freed, since Google Benchmark keeps it.
  static auto* const counting = new CountingManager(*manager);
  benchmark::RegisterMemoryManager(counting);
  return absl::OkStatus();
}

}  // namespace feluda
