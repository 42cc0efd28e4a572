#include "net/http/gunzip.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>

#include "base/check.hpp"

namespace dealbell::net {
namespace {

constexpr int gzip_only = 16 + MAX_WBITS;  // zlib's code for gzip header and trailer

struct Inflater {
  z_stream z{};
  Inflater() { DEALBELL_CHECK(inflateInit2(&z, gzip_only) == Z_OK); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() { inflateEnd(&z); }
};

Bytef* input_of(std::string_view text) {
  return reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));  // zlib's API has no const
}

}  // namespace

Result<std::string> gunzip(std::string_view compressed, std::size_t max_bytes) {
  const auto damaged = error(Errc::bad_request, "The body is not valid gzip");
  if (compressed.size() > max_bytes)
    return error(Errc::too_large, "The body is larger than this route allows");
  Inflater in;
  in.z.next_in = input_of(compressed);
  in.z.avail_in = static_cast<uInt>(compressed.size());
  std::string out;
  std::array<char, 64 * 1024> chunk;
  for (;;) {
    in.z.next_out = reinterpret_cast<Bytef*>(chunk.data());
    in.z.avail_out = static_cast<uInt>(chunk.size());
    const int code = inflate(&in.z, Z_NO_FLUSH);
    if (code != Z_OK && code != Z_STREAM_END) return damaged;
    const auto produced = chunk.size() - in.z.avail_out;
    if (produced > max_bytes - out.size())
      return error(Errc::too_large, "The decompressed body is larger than this route allows");
    out.append(chunk.data(), produced);
    if (code == Z_STREAM_END) {
      if (in.z.avail_in == 0) return out;
      if (inflateReset(&in.z) != Z_OK) return damaged;  // another member follows
    } else if (in.z.avail_in == 0 && produced < chunk.size()) {
      return damaged;  // the input ends in the middle
    }
  }
}

std::string gzip(std::string_view plain) {
  z_stream z{};
  DEALBELL_CHECK(
      deflateInit2(&z, Z_BEST_COMPRESSION, Z_DEFLATED, gzip_only, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&z, plain.size()), '\0');
  z.next_in = input_of(plain);
  z.avail_in = static_cast<uInt>(plain.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  DEALBELL_CHECK(deflate(&z, Z_FINISH) == Z_STREAM_END);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

}  // namespace dealbell::net
