#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace dealbell::crypto {

// Shared by the sources of this folder, and included only there.

template <auto free>
struct Deleter {
  template <class T>
  void operator()(T* t) const {
    free(t);
  }
};

// OpenSSL's objects, freed by OpenSSL's functions: Owned<EVP_MD_CTX, EVP_MD_CTX_free>.
template <class T, auto free>
using Owned = std::unique_ptr<T, Deleter<free>>;

// Never null, which some of OpenSSL's functions take for "unchanged".
inline const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.empty() ? "" : text.data());
}
inline unsigned char* bytes_of(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

}  // namespace dealbell::crypto
