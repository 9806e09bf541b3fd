// Allocates in every way there is, frees all of it, and prints what the heap
// meter says: "metered N allocations", or why it says nothing.

#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <new>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "lib/measure/heap/heap_meter.h"

namespace {

using feluda::HeapUsage;
using feluda::HeapWindow;

struct alignas(256) Wide {
  char bytes[256];
};

// Uses every byte, so that a block of another heap does damage here.
void FillAndFree(void* block) {
  if (block == nullptr) abort();
  memset(block, 1, malloc_usable_size(block));
  free(block);
}

// Without pvalloc, which jemalloc lacks: glibc's block would end any program.
void AllocateByC() {
  for (const size_t size : {0, 1, 8, 100, 5000, 3'000'000}) {
    FillAndFree(malloc(size + 1));
    FillAndFree(calloc(size + 1, 3));
    FillAndFree(realloc(malloc(size + 1), 2 * size + 1));
    FillAndFree(reallocarray(calloc(1, 9), size + 1, 3));
    FillAndFree(memalign(64, size + 1));
    FillAndFree(aligned_alloc(64, size / 64 * 64 + 64));
    FillAndFree(valloc(size + 1));
    void* block = nullptr;
    if (posix_memalign(&block, 128, size + 1) == 0) FillAndFree(block);
  }
  free(strdup("a string of the C library's"));
}

void AllocateByCpp() {
  delete new int;
  delete[] new std::string[7];
  delete new (std::nothrow) int;
  delete new Wide;
  delete[] new Wide[3];
  std::map<std::string, std::vector<double>> map;
  for (int i = 0; i < 100; ++i) {
    map["a key that is too long to stand in the string itself " +
        std::to_string(i)]
        .resize(10);
  }
  std::ostringstream stream;
  for (const auto& [key, values] : map) stream << key << values.size();
  try {
    throw std::runtime_error(stream.str());
  } catch (const std::exception&) {
  }
}

void AllocateEverywhere() {
  AllocateByC();
  AllocateByCpp();
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([] {
      AllocateByC();
      AllocateByCpp();
    });
  }
  for (std::thread& thread : threads) thread.join();
  const pid_t child = fork();
  if (child == 0) {
    AllocateByC();
    AllocateByCpp();
    _exit(0);
  }
  int status = -1;
  if (waitpid(child, &status, 0) != child || status != 0) abort();
}

}  // namespace

int main() {
  std::string* from_before = new std::string(100, 'x');
  void* block_from_before = malloc(100);
  HeapWindow window;
  AllocateEverywhere();
  delete from_before;
  FillAndFree(realloc(block_from_before, 300));
  const absl::StatusOr<HeapUsage> usage = window.Stop();
  if (usage.ok()) {
    printf("metered %ld allocations\n", static_cast<long>(usage->allocations));
  } else {
    printf("%s\n", std::string(usage.status().message()).c_str());
  }
}
