#include <nettle/md5.h>
#include <nettle/sha2.h>
#include <nettle/version.h>

// Nettle 4 no longer asks for the length of a digest.
static inline void playfair_sha256_finish(struct sha256_ctx *context, uint8_t *digest) {
#if NETTLE_VERSION_MAJOR >= 4
  nettle_sha256_digest(context, digest);
#else
  nettle_sha256_digest(context, SHA256_DIGEST_SIZE, digest);
#endif
}

static inline void playfair_md5(const uint8_t *bytes, size_t count, uint8_t *digest) {
  struct md5_ctx context;
  nettle_md5_init(&context);
  nettle_md5_update(&context, count, bytes);
#if NETTLE_VERSION_MAJOR >= 4
  nettle_md5_digest(&context, digest);
#else
  nettle_md5_digest(&context, MD5_DIGEST_SIZE, digest);
#endif
}
