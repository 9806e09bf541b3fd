// Keeps OpenMP to the calling thread for as long as the object lives.
//
//   const OneOpenMpThread one_thread;
//   tesseract.Recognize(nullptr);
//
// Tesseract's pragmas ask for four threads, which omp_set_num_threads() does
// not overrule, and OMP_THREAD_LIMIT is read before main(). What does overrule
// them is the limit on nested active parallel regions: at 0, each region runs
// on one thread.
//
// The limit is the calling thread's own. The destructor restores it.

#ifndef LIB_OPERATORS_DETECT_TEXT_IN_IMAGE_ONE_OPENMP_THREAD_H_
#define LIB_OPERATORS_DETECT_TEXT_IN_IMAGE_ONE_OPENMP_THREAD_H_

// Declared as in OpenMP 5.0, since not every compiler comes with omp.h.
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
