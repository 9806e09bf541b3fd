#include "lib/networks/onnx/import/node_attributes.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace feluda {
namespace {

std::string Described(const OnnxNode& node, absl::string_view what) {
  return absl::StrCat(
      "the operation ", node.domain.empty() ? "" : node.domain + ".",
      absl::CHexEscape(node.op_type),
      node.name.empty()
          ? ""
          : absl::StrCat(" (node \"", absl::CHexEscape(node.name), "\")"),
      what.empty() ? "" : ": ", what);
}

}  // namespace

const OnnxAttribute* FindAttribute(const OnnxNode& node,
                                   absl::string_view name) {
  for (const OnnxAttribute& attribute : node.attributes) {
    if (attribute.name == name) return &attribute;
  }
  return nullptr;
}

int64_t IntAttribute(const OnnxNode& node, absl::string_view name,
                     int64_t otherwise) {
  const OnnxAttribute* const found = FindAttribute(node, name);
  return found == nullptr ? otherwise : found->i;
}

float FloatAttribute(const OnnxNode& node, absl::string_view name,
                     float otherwise) {
  const OnnxAttribute* const found = FindAttribute(node, name);
  return found == nullptr ? otherwise : found->f;
}

std::string TextAttribute(const OnnxNode& node, absl::string_view name,
                          absl::string_view otherwise) {
  const OnnxAttribute* const found = FindAttribute(node, name);
  return found == nullptr ? std::string(otherwise) : found->s;
}

std::vector<int64_t> IntsAttribute(const OnnxNode& node, absl::string_view name,
                                   std::vector<int64_t> otherwise) {
  const OnnxAttribute* const found = FindAttribute(node, name);
  if (found != nullptr) return found->ints;
  return otherwise;
}

bool HasInput(const OnnxNode& node, size_t index) {
  return index < node.inputs.size() && !node.inputs[index].empty();
}

absl::Status InvalidNode(const OnnxNode& node, absl::string_view what) {
  return absl::InvalidArgumentError(Described(node, what));
}

absl::Status UnsupportedNode(const OnnxNode& node, absl::string_view what) {
  return absl::UnimplementedError(Described(node, what));
}

}  // namespace feluda
