#!/usr/bin/Rscript
# Runs one R package, rtsne or dbscan_r, on embeddings. Both are C++ inside. Its
# arguments, output and exit statuses are those of peer.py.
arguments <- commandArgs(TRUE)
peer <- arguments[1]
dimension <- as.integer(arguments[3])
components <- as.integer(arguments[5])
eps <- as.numeric(arguments[6])
threads <- as.integer(arguments[7])
output <- arguments[8]

need <- function(library, package) {
  if (!suppressWarnings(requireNamespace(library, quietly = TRUE))) {
    message("no package ", library, "; apt-get install ", package)
    quit(status = 3)
  }
}

resident <- function(key) {
  line <- grep(key, readLines("/proc/self/status"), value = TRUE)
  as.numeric(sub("[^0-9]*([0-9]+).*", "\\1", line)) * 1024
}

# The functions below run a package each. They return a function that writes the
# result to `output` and returns facts as JSON.
rtsne <- function(x) {
  # The package is van der Maaten's own C++.
  result <- Rtsne::Rtsne(x, dims = components, perplexity = 30, theta = 0.5,
                         eta = 150, max_iter = 1000, pca = FALSE,
                         check_duplicates = FALSE, num_threads = threads)
  function() {
    writeBin(as.vector(t(result$Y)), output, size = 4, endian = "little")
    sprintf('{"kl_divergence": %.6f}', sum(result$costs))
  }
}

dbscan_r <- function(x) {
  result <- dbscan::dbscan(x, eps = eps, minPts = 5)
  function() {
    # Its noise is 0.
    writeBin(as.integer(result$cluster) - 1L, output, endian = "little")
    "{}"
  }
}

library_name <- if (peer == "rtsne") "Rtsne" else "dbscan"
need(library_name, paste0("r-cran-", tolower(library_name)))
numbers <- readBin(arguments[2], "numeric", file.size(arguments[2]) / 4,
                   size = 4, endian = "little")
x <- matrix(numbers, ncol = dimension, byrow = TRUE)
rm(numbers)
set.seed(42)
invisible(gc())
before <- resident("VmRSS")
cat("5", file = "/proc/self/clear_refs")
cost <- system.time(tell <- get(peer)(x))
peak <- resident("VmHWM")
cat(sprintf(paste0('{"wall_s": [%.5f], "cpu_s": [%.5f], ',
                   '"peak_growth_bytes": %.0f, "version": "%s %s", ',
                   '"facts": %s}\n'),
            cost[["elapsed"]], cost[["user.self"]] + cost[["sys.self"]],
            peak - before, library_name,
            as.character(packageVersion(library_name)), tell()))
