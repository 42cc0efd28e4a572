#include "wire/receipt_json.hpp"

#include "base/errc.hpp"
#include "wire/json_writer.hpp"

namespace dealbell::wire {

namespace {

void write_members(JsonWriter& json, const Receipt& receipt) {
  if (!receipt.id.empty()) json.member("receipt", receipt.id);
  json.member("log", receipt.log).key("seq");
  receipt.waiting > 0 ? json.null() : json.value(receipt.seq);
  json.member("accepted", receipt.accepted).member("duplicates", receipt.duplicates);
  if (receipt.waiting > 0) json.member("waiting", receipt.waiting);
  json.key("rejected").begin_array();
  for (const auto& [index, error] : receipt.rejected) {
    json.begin_object().member("index", index).member("code", info(error.code).name);
    json.member("message", error.message).member("pointer", error.pointer).end_object();
  }
  json.end_array();
}

}  // namespace

std::string write_receipt(const Receipt& receipt) {
  JsonWriter json;
  json.begin_object();
  write_members(json, receipt);
  json.end_object();
  return std::move(json).text();
}

std::string write_hook_receipt(DeliveryOutcome outcome, std::size_t ignored,
                               const Receipt& receipt) {
  JsonWriter json;
  json.begin_object().member("outcome", word_of(outcome)).member("ignored", ignored);
  write_members(json, receipt);
  json.end_object();
  return std::move(json).text();
}

}  // namespace dealbell::wire
