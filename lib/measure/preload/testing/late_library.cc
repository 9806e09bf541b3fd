// A library that allocates when it is loaded and frees when the process ends.

#include <cstdlib>

namespace {

void* block = nullptr;

[[gnu::constructor]] void Allocate() { block = malloc(12'345); }
[[gnu::destructor]] void Free() { free(block); }

}  // namespace
