#pragma once

#include <boost/system/result.hpp>
#include <stdexcept>
#include <string>
#include <utility>

#include "base/errc.hpp"

namespace dealbell {

// An expected failure: a code for programs, a sentence for people and, if the input was JSON, the
// JSON pointer (RFC 6901) of the offending value.
struct Error {
  Errc code = Errc::internal;
  std::string message;
  std::string pointer{};
};

template <class T = void>
using Result = boost::system::result<T, Error>;

inline Error error(Errc code, std::string message, std::string pointer = {}) {
  return Error{code, std::move(message), std::move(pointer)};
}

// Called by boost::system::result when value() is called on a failure, which is a bug in the
// caller.
[[noreturn]] inline void throw_exception_from_error(const Error& e, const boost::source_location&) {
  throw std::logic_error(e.message);
}

}  // namespace dealbell
