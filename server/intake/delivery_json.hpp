#pragma once

#include <string>

#include "intake/delivery.hpp"

namespace dealbell::intake {

// Method, target and headers as one JSON text, for keeping beside the body: {"method":"POST",
// "target":"/hooks/x","headers":[["content-type","application/json"]]}. And back: good for what
// ours wrote, an empty delivery with the body for anything else.
std::string write_request(const Delivery& delivery);
Delivery read_request(const std::string& request, std::string body);

}  // namespace dealbell::intake
