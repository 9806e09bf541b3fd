#!/usr/bin/Rscript
# Runs Rtsne, the C++ of van der Maaten behind an R package, as peer.py runs the
# Python libraries: the same arguments, output and exit statuses.
arguments <- commandArgs(TRUE)
path <- arguments[1]
dimension <- as.integer(arguments[2])
components <- as.integer(arguments[4])
threads <- as.integer(arguments[6])
if (!suppressWarnings(requireNamespace("Rtsne", quietly = TRUE))) {
  message("no package Rtsne; apt-get install r-cran-rtsne")
  quit(status = 3)
}

resident <- function(key) {
  line <- grep(key, readLines("/proc/self/status"), value = TRUE)
  as.numeric(sub("[^0-9]*([0-9]+).*", "\\1", line)) * 1024
}

numbers <- readBin(path, "numeric", file.size(path) / 4,
                   size = 4, endian = "little")
x <- matrix(numbers, ncol = dimension, byrow = TRUE)
rm(numbers)
set.seed(42)
invisible(gc())
before <- resident("VmRSS")
cat("5", file = "/proc/self/clear_refs")
cost <- system.time(
  result <- Rtsne::Rtsne(x, dims = components, perplexity = 30, theta = 0.5,
                         eta = 150, max_iter = 1000, pca = FALSE,
                         check_duplicates = FALSE, num_threads = threads)
)
peak <- resident("VmHWM")
writeBin(as.vector(t(result$Y)), arguments[7], size = 4, endian = "little")
cat(sprintf(paste0('{"wall_s": [%.5f], "cpu_s": [%.5f], ',
                   '"peak_growth_bytes": %.0f, ',
                   '"facts": {"kl_divergence": %.6f}}\n'),
            cost[["elapsed"]], cost[["user.self"]] + cost[["sys.self"]],
            peak - before, sum(result$costs)))
