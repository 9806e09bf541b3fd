// OpenMP kept to the calling thread, for as long as the object lives.
//
//   const OneOpenMpThread one_thread;
//   tesseract.Recognize(nullptr);
//
// Tesseract asks for four threads in so many words, which omp_set_num_threads()
// does not overrule, and OMP_THREAD_LIMIT is read before main(). Parallel
// regions of which none may be active run on one thread.
//
// The setting is the calling thread's own, and goes back to what it was.

#ifndef LIB_OPERATORS_DETECT_TEXT_IN_IMAGE_ONE_OPENMP_THREAD_H_
#define LIB_OPERATORS_DETECT_TEXT_IN_IMAGE_ONE_OPENMP_THREAD_H_

// As OpenMP 5.0 declares them: not every compiler has its header at hand.
extern "C" {
int omp_get_max_active_levels();
void omp_set_max_active_levels(int levels);
}

namespace feluda {

class OneOpenMpThread {
 public:
  OneOpenMpThread() : before_(omp_get_max_active_levels()) {
    omp_set_max_active_levels(0);
  }
  OneOpenMpThread(const OneOpenMpThread&) = delete;
  OneOpenMpThread& operator=(const OneOpenMpThread&) = delete;
  ~OneOpenMpThread() { omp_set_max_active_levels(before_); }

 private:
  const int before_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_DETECT_TEXT_IN_IMAGE_ONE_OPENMP_THREAD_H_
