#include "lib/calibration/block.h"

#include <unistd.h>

namespace feluda {

void TouchPages(void* block, size_t bytes) {
  if (block == nullptr) return;
  const size_t page = static_cast<size_t>(sysconf(_SC_PAGESIZE));
  volatile char* memory = static_cast<char*>(block);
  for (size_t i = 0; i < bytes; i += page) memory[i] = 1;
  if (bytes > 0) memory[bytes - 1] = 1;
}

}  // namespace feluda
