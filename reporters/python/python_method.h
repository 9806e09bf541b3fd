// Tells which method an operator in Python applied. A benchmark's name and its
// facts say what its author believed; Feluda's ClusterEmbeddings chooses its
// method itself, by its parameters, so these decide.

#ifndef REPORTERS_PYTHON_PYTHON_METHOD_H_
#define REPORTERS_PYTHON_PYTHON_METHOD_H_

#include <string>

#include "lib/runs/python_run.h"
#include "reporters/report/result.h"

namespace feluda {

// The fact `method` as a native operator writes it: "kmeans",
// "affinity_propagation"; empty where there is none. "t-SNE" is "tsne".
std::string StatedMethod(const Result& result);

// What Feluda's class does with these parameters: "kmeans" for audio and
// "agglomerative" for video with `n_clusters`, else "affinity_propagation".
// Empty for other classes, and where the parameters do not tell.
std::string MethodByParameters(const PythonRunDetails& details);

}  // namespace feluda

#endif  // REPORTERS_PYTHON_PYTHON_METHOD_H_
