// The flags that say where a report goes, in which formats, and what it plans;
// the programs that write a new report share them.
//
//   --feluda_results_dir  --feluda_out  --feluda_report
//   --feluda_markdown_append  --feluda_plan

#ifndef REPORTERS_OUTPUT_OUTPUT_FLAGS_H_
#define REPORTERS_OUTPUT_OUTPUT_FLAGS_H_

#include "reporters/output/outputs.h"

namespace feluda {

// The options that the flags set. REQUIRES: the command line was read.
OutputOptions OutputOptionsFromFlags();

}  // namespace feluda

#endif  // REPORTERS_OUTPUT_OUTPUT_FLAGS_H_
