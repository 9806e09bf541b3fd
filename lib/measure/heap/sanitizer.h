// FELUDA_SANITIZER is defined where a sanitizer replaces malloc.

#ifndef LIB_MEASURE_HEAP_SANITIZER_H_
#define LIB_MEASURE_HEAP_SANITIZER_H_

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_HWADDRESS__) || \
    defined(__SANITIZE_THREAD__)
#define FELUDA_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(hwaddress_sanitizer) || \
    __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer) ||     \
    __has_feature(leak_sanitizer)
#define FELUDA_SANITIZER 1
#endif
#endif

#endif  // LIB_MEASURE_HEAP_SANITIZER_H_
