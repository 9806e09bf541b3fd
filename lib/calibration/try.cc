#include <iostream>
#include "lib/calibration/table.h"
#include "lib/calibration/workloads.h"
#include "lib/calibration/bounds.h"
using namespace feluda;
int main(){ SettleProcess(); Rows rows; WorkloadSizes s; s.burnt_seconds=0.3; s.sleep_seconds=0.1;
 for (auto w: AllWorkloads()) for (auto& r: w(s)) rows.push_back(r);
 std::cout<<ToText(rows)<<Conclusion(rows)<<"\n"; }
