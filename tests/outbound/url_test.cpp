#include "outbound/url.hpp"

#include <gtest/gtest.h>

namespace dealbell::outbound {
namespace {

std::string split(const std::string& text) {
  const auto url = parse_url(text);
  return url ? url->origin + " " + url->target : url.error().message;
}

TEST(Url, IsSplitIntoOriginAndTargetAsWritten) {
  EXPECT_EQ(split("http://a.example"), "http://a.example /");
  EXPECT_EQ(split("https://a.example:8443/x/../%7e|{y}?q=[1]&r=%2f#part"),
            "https://a.example:8443 /x/../%7e|{y}?q=[1]&r=%2f");
  EXPECT_EQ(split("http://[::1]:80?q"), "http://[::1]:80 /?q");
}

TEST(Url, OtherSchemesAndUserNamesAreErrors) {
  for (const auto* text : {"", "a.example", "/path", "ftp://a.example", "file:///etc/passwd",
                           "http://", "http:///a/", "http://a b/", "http://a:port/", "http://a/\n"})
    EXPECT_EQ(parse_url(text).error().code, Errc::usage) << text;
  const auto with_password = parse_url("http://ann:hunter2@a.example/");
  ASSERT_FALSE(with_password);
  EXPECT_EQ(with_password.error().message.find("hunter2"), std::string::npos);
}

}  // namespace
}  // namespace dealbell::outbound
