#include <gtest/gtest.h>

#include "net/http/gunzip.hpp"
#include "net/http/host.hpp"
#include "net/http/problem.hpp"
#include "net/http/response_head.hpp"
#include "net/http/router.hpp"
#include "net/http/status.hpp"
#include "net/http/uri.hpp"

namespace dealbell::net {
namespace {

Route route(Method method, std::string pattern) { return {method, std::move(pattern), {}, {}}; }

TEST(Router, ALiteralPartIsPreferredToAParameter) {
  const Router router({route(Method::get, "/b/{id}"), route(Method::get, "/b/all")});

  EXPECT_EQ(router.find(Method::get, "/b/all").route->pattern, "/b/all");
  EXPECT_EQ(router.find(Method::get, "/b/one").route->pattern, "/b/{id}");
  EXPECT_EQ(router.find(Method::get, "/b/one").params.at("id"), "one");
}

TEST(Router, AParameterMatchesExactlyOnePart) {
  const Router router({route(Method::get, "/b/{id}")});

  EXPECT_EQ(router.find(Method::get, "/b/").route, nullptr);
  EXPECT_EQ(router.find(Method::get, "/b/x/y").route, nullptr);
  EXPECT_EQ(router.find(Method::get, "/b").allow, "");
}

TEST(Router, APathListsItsMethodsAndGetServesHead) {
  const Router router({route(Method::get, "/a"), route(Method::put, "/a")});

  EXPECT_EQ(router.find(Method::post, "/a").route, nullptr);
  EXPECT_EQ(router.find(Method::post, "/a").allow, "GET, HEAD, PUT, OPTIONS");
  EXPECT_EQ(router.find(Method::head, "/a").route->method, Method::get);
}

TEST(Uri, EscapesAreDecodedAndInvalidOnesRejected) {
  EXPECT_EQ(percent_decoded("a%20b%C3%A9+"), "a b\xc3\xa9+");
  EXPECT_EQ(percent_decoded("%"), std::nullopt);
  EXPECT_EQ(percent_decoded("%4"), std::nullopt);
  EXPECT_EQ(percent_decoded("%zz"), std::nullopt);
  EXPECT_EQ(percent_decoded("%00"), std::nullopt);
  EXPECT_EQ(percent_decoded("%ff"), std::nullopt);
}

TEST(Uri, AQueryIsAMapOfTheLastValueOfEachName) {
  const auto query = *parse_query("a=1&b=x+y%26&a=2&&c");

  EXPECT_EQ(query, (QueryMap{{"a", "2"}, {"b", "x y&"}, {"c", ""}}));
}

TEST(Uri, AnAbsoluteTargetIsParsedLikeItsPath) {
  EXPECT_EQ(parse_target("http://h:1/a%2Fb?x=1")->path, "/a/b");
  EXPECT_EQ(parse_target("http://h")->path, "/");
  EXPECT_FALSE(parse_target("a"));
}

TEST(Gunzip, CompressedTextIsRestored) {
  const std::string text(100000, 'a');

  EXPECT_EQ(gunzip(gzip(text), text.size()).value(), text);
  EXPECT_EQ(gunzip(gzip("a") + gzip("b"), 100).value(), "ab");
  EXPECT_EQ(gunzip(gzip(""), 100).value(), "");
}

TEST(Gunzip, ABombStopsAtTheLimit) {
  const auto bomb = gzip(std::string(50'000'000, 0));

  EXPECT_EQ(gunzip(bomb, 1'000'000).error().code, Errc::too_large);
}

TEST(Gunzip, TruncatedInputIsAnError) {
  const auto whole = gzip("hello hello hello");

  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_FALSE(gunzip(whole.substr(0, size), 1000)) << size;
}

TEST(Problem, HasCodePointerAndRetryAfter) {
  const auto response = problem(error(Errc::cannot_store, "disk full", "/deal"));

  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.content_type, "application/problem+json");
  EXPECT_NE(response.body->find("\"code\":\"cannot_store\",\"pointer\":\"/deal\"}"),
            std::string::npos);
  ASSERT_EQ(response.headers.size(), 1u);
  EXPECT_EQ(response.headers[0].first, "Retry-After");
}

TEST(ResponseHead, AHeaderWithALineBreakIsDropped) {
  auto response = text_response(200, "text/plain", "x");
  response.headers.emplace_back("X-A", "1\r\nX-B: 2");

  EXPECT_EQ(response_head(response, {}).find("X-B"), std::string::npos);
}

TEST(Host, OnlyOurOwnNamesAndAddressesAreAllowed) {
  const auto check = [](std::string host) {
    Request request;
    request.headers = {{"host", std::move(host)}};
    return check_host(request, {"localhost"});
  };

  EXPECT_TRUE(check("localhost:8080"));
  EXPECT_TRUE(check("LOCALHOST"));
  EXPECT_TRUE(check("[::1]:80"));
  EXPECT_TRUE(check("127.0.0.1:80"));
  EXPECT_EQ(check("evil.example").error().code, Errc::forbidden);
  EXPECT_EQ(check("127.0.0.1.evil.example").error().code, Errc::forbidden);
  for (const auto* malformed : {"", "local host", "a;b", "u@h"})
    EXPECT_EQ(check(malformed).error().code, Errc::bad_request) << malformed;
  EXPECT_EQ(check_host(Request{}, {}).error().code, Errc::bad_request);
}

TEST(Status, HasItsReasonPhrase) {
  EXPECT_EQ(reason_phrase(404), "Not Found");
  EXPECT_EQ(reason_phrase(421), "Misdirected Request");
}

TEST(Request, ACookieIsFoundByItsWholeName) {
  Request request;
  request.headers = {{"cookie", "xid=1; id=abc=d; other=2"}};

  EXPECT_EQ(request.cookie("id"), "abc=d");
  EXPECT_EQ(request.cookie("i"), std::nullopt);
}

}  // namespace
}  // namespace dealbell::net
