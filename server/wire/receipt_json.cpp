#include "wire/receipt_json.hpp"

#include "base/errc.hpp"
#include "wire/json_writer.hpp"

namespace dealbell::wire {

std::string write_receipt(const Receipt& receipt) {
  JsonWriter json;
  json.begin_object().member("log", receipt.log).member("seq", receipt.seq);
  json.member("accepted", receipt.accepted).member("duplicates", receipt.duplicates);
  json.key("rejected").begin_array();
  for (const auto& [index, error] : receipt.rejected) {
    json.begin_object().member("index", index).member("code", info(error.code).name);
    json.member("message", error.message).member("pointer", error.pointer).end_object();
  }
  json.end_array().end_object();
  return std::move(json).text();
}

}  // namespace dealbell::wire
