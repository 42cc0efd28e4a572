#include "app/office/rejected_row.hpp"

#include "base/hash.hpp"

namespace dealbell::app {

store::Rejected rejected_row(std::string_view source, const Error& why, Instant at) {
  store::Rejected row;
  row.at = at;
  row.source = source;
  row.code = info(why.code).name;
  row.message = why.message;
  row.pointer = why.pointer;
  return row;
}

store::Rejected rejected_row(std::string_view source, const Error& why, std::string_view body,
                             std::string_view kept, Instant at) {
  auto row = rejected_row(source, why, at);
  row.bytes = static_cast<std::int64_t>(body.size());
  row.hash = hash128_hex(body);
  row.body = kept;
  return row;
}

}  // namespace dealbell::app
