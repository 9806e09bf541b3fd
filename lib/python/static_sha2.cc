// What Debian 13's static library of Python 3.13 lacks: its module _sha2, which
// random.py imports, calls functions of HACL* that are in no archive. Here they
// are OpenSSL's. They are weak, so that an archive that has its own keeps them.

#include <openssl/evp.h>

#include <cstdint>

namespace {

// HACL*'s Hacl_Streaming_Types_error_code.
using Error = uint8_t;
constexpr Error kSuccess = 0;
constexpr Error kOutOfMemory = 4;

// Null where memory is short.
EVP_MD_CTX* Begin(const EVP_MD* algorithm) {
  EVP_MD_CTX* const state = EVP_MD_CTX_new();
  if (state != nullptr && EVP_DigestInit_ex(state, algorithm, nullptr) == 1) {
    return state;
  }
  EVP_MD_CTX_free(state);
  return nullptr;
}

EVP_MD_CTX* Copy(const EVP_MD_CTX* state) {
  EVP_MD_CTX* const copy = EVP_MD_CTX_new();
  if (copy != nullptr && EVP_MD_CTX_copy_ex(copy, state) == 1) return copy;
  EVP_MD_CTX_free(copy);
  return nullptr;
}

Error Update(EVP_MD_CTX* state, const uint8_t* bytes, uint32_t length) {
  return EVP_DigestUpdate(state, bytes, length) == 1 ? kSuccess : kOutOfMemory;
}

// The state goes on afterwards, so a copy is brought to its end.
void Digest(const EVP_MD_CTX* state, uint8_t* digest) {
  EVP_MD_CTX* const copy = Copy(state);
  if (copy != nullptr) EVP_DigestFinal_ex(copy, digest, nullptr);
  EVP_MD_CTX_free(copy);
}

}  // namespace

#define FELUDA_SHA2(name) \
  __attribute__((weak)) python_hashlib_Hacl_Hash_SHA2_##name

// Python takes SHA-224 for a SHA-256, and SHA-384 for a SHA-512, that begins
// otherwise and of which it leaves out the end.
extern "C" {

EVP_MD_CTX* FELUDA_SHA2(malloc_224)() { return Begin(EVP_sha224()); }
EVP_MD_CTX* FELUDA_SHA2(malloc_256)() { return Begin(EVP_sha256()); }
EVP_MD_CTX* FELUDA_SHA2(malloc_384)() { return Begin(EVP_sha384()); }
EVP_MD_CTX* FELUDA_SHA2(malloc_512)() { return Begin(EVP_sha512()); }

EVP_MD_CTX* FELUDA_SHA2(copy_256)(EVP_MD_CTX* state) { return Copy(state); }
EVP_MD_CTX* FELUDA_SHA2(copy_512)(EVP_MD_CTX* state) { return Copy(state); }

Error FELUDA_SHA2(update_256)(EVP_MD_CTX* state, uint8_t* bytes, uint32_t n) {
  return Update(state, bytes, n);
}
Error FELUDA_SHA2(update_512)(EVP_MD_CTX* state, uint8_t* bytes, uint32_t n) {
  return Update(state, bytes, n);
}

void FELUDA_SHA2(digest_256)(EVP_MD_CTX* state, uint8_t* digest) {
  Digest(state, digest);
}
void FELUDA_SHA2(digest_512)(EVP_MD_CTX* state, uint8_t* digest) {
  Digest(state, digest);
}

void FELUDA_SHA2(free_256)(EVP_MD_CTX* state) { EVP_MD_CTX_free(state); }
void FELUDA_SHA2(free_512)(EVP_MD_CTX* state) { EVP_MD_CTX_free(state); }

}  // extern "C"
