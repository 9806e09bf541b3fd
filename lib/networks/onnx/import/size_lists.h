// Computes what graphs do to lists of sizes: exporters take a value's shape
// apart and put another together. All of it is known when the model is loaded.

#ifndef LIB_NETWORKS_ONNX_IMPORT_SIZE_LISTS_H_
#define LIB_NETWORKS_ONNX_IMPORT_SIZE_LISTS_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/networks/onnx/import/import_scope.h"

namespace feluda {

// Makes a constant of whole numbers, of one dimension if no shape is given.
ImportedValue OfInts(std::vector<int64_t> ints, Shape shape);
ImportedValue OfInts(std::vector<int64_t> ints);

// Return the results of the operations. Error: Unimplemented for what is not a
// list.
absl::StatusOr<ImportedValue> FoldGather(ImportScope& scope,
                                         const OnnxNode& node,
                                         const ImportedValue& input);
absl::StatusOr<ImportedValue> FoldConcat(ImportScope& scope,
                                         const OnnxNode& node);
absl::StatusOr<ImportedValue> FoldSlice(ImportScope& scope,
                                        const OnnxNode& node,
                                        const ImportedValue& input);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_IMPORT_SIZE_LISTS_H_
