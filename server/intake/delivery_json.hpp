#pragma once

#include <string>

#include "intake/delivery.hpp"

namespace dealbell::intake {

// Method, target and headers as one JSON text, to be stored beside the body:
// {"method":"POST","target":"/hooks/x","headers":[["content-type","application/json"]]}.
std::string write_request(const Delivery& delivery);
// Reads a text that write_request wrote. For any other text, an empty delivery with this body.
Delivery read_request(const std::string& text, std::string body);

}  // namespace dealbell::intake
