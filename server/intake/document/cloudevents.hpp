#pragma once

#include "base/result.hpp"
#include "intake/delivery.hpp"
#include "intake/document/document.hpp"

namespace dealbell::intake {

// CloudEvents 1.0 over HTTP in binary, structured or batch mode. The result is always an array of
// objects {id, source, type, specversion, time, subject, …, extensions, data}.
Result<Value> decode_cloud_events(const Delivery& delivery);
bool looks_like_cloud_event(const Delivery& delivery);

}  // namespace dealbell::intake
