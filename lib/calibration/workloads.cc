#include "lib/calibration/workloads.h"

namespace feluda {

std::vector<Workload> AllWorkloads() {
  std::vector<Workload> all;
  for (const std::vector<Workload>& some :
       {HeapWorkloads(), ThreadWorkloads(), ResidentWorkloads(),
        TimeWorkloads()}) {
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

}  // namespace feluda
