#include <gtest/gtest.h>

#include "net/http/etag.hpp"
#include "net/http/gunzip.hpp"
#include "net/http/host.hpp"
#include "net/http/origin.hpp"
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
  EXPECT_EQ(parse_target("HTTPS://h?x=/2")->path, "/");
  EXPECT_EQ(parse_target("HTTPS://h?x=/2")->query["x"], "/2");
  EXPECT_EQ(host_of_target("HTTP://h:1?x"), "h:1");
  EXPECT_EQ(host_of_target("/http://h/"), std::nullopt);
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
  for (const auto* malformed : {"", "local host", "a;b", "u@h", "h:99999x", "[::1", "[::1]x"})
    EXPECT_EQ(check(malformed).error().code, Errc::bad_request) << malformed;
  EXPECT_EQ(check_host(Request{}, {}).error().code, Errc::bad_request);
}

TEST(Host, NamesHaveNoCaseAndMayEndWithADot) {
  Request request;
  request.headers = {{"host", "OfficePC.Example.COM.:8080"}};

  EXPECT_TRUE(check_host(request, {"officePC.example.com"}));
}

TEST(Etag, IfNoneMatchIsAListThatIsComparedWeakly) {
  const auto has = [](std::vector<std::pair<std::string, std::string>> headers) {
    Request request;
    request.headers = std::move(headers);
    return client_has(request, "\"a,b\"");
  };

  for (const auto* yes :
       {"\"a,b\"", "W/\"a,b\"", "*", "\"x\", W/\"a,b\"", "\"x\",\"a,b\" , \"y\"", ", \"a,b\""})
    EXPECT_TRUE(has({{"if-none-match", yes}})) << yes;
  for (const auto* no : {"", "a,b", "\"a\"", "\"xa,b\"", "\"a,b", "w/\"a,b\"", "\"x\", *"})
    EXPECT_FALSE(has({{"if-none-match", no}})) << no;
  EXPECT_TRUE(has({{"if-none-match", "\"x\""}, {"if-none-match", "\"a,b\""}}));
  EXPECT_FALSE(has({}));
}

TEST(Origin, IsComparedWhole) {
  const auto own = [](std::string origin, std::string host, std::string public_url = "",
                      std::string proto = "") {
    Request request;
    request.headers = {{"origin", std::move(origin)},
                       {"host", std::move(host)},
                       {"x-forwarded-proto", std::move(proto)}};
    return has_own_origin(request, public_url);
  };

  EXPECT_TRUE(own("http://10.0.0.5:8080", "10.0.0.5:8080"));
  EXPECT_TRUE(own("http://officepc", "OfficePC:80"));
  EXPECT_FALSE(own("https://10.0.0.5:8080", "10.0.0.5:8080"));
  EXPECT_TRUE(own("https://10.0.0.5:8080", "10.0.0.5:8080", "", "https"));
  for (const auto* other : {"", "null", "ftp://h", "h", "http://", "http://h:81", "http://h/",
                            "xhttp://h", "http://u@h", "http://h.evil.example"})
    EXPECT_FALSE(own(other, "h")) << other;

  const std::string url = "https://Dash.example.com";
  EXPECT_TRUE(own("https://dash.example.com", "10.0.0.5:8080", url));
  EXPECT_TRUE(own("https://dash.example.com", "dash.example.com", url));
  EXPECT_FALSE(own("http://dash.example.com", "dash.example.com", url));
  EXPECT_FALSE(own("https://dash.example.com:444", "10.0.0.5:8080", url));
  EXPECT_TRUE(own("http://10.0.0.5:8080", "10.0.0.5:8080", url));
}

TEST(ResponseHead, ThePolicyAllowsSocketsUnderBothNames) {
  Response page = text_response(200, "text/html", "");
  HeadOptions options;
  options.public_host = "dash.example.com";
  EXPECT_NE(response_head(page, options).find("'self' ws://dash.example.com wss://dash"),
            std::string::npos);
  options.host = "backend:8080";
  EXPECT_NE(response_head(page, options).find("wss://backend:8080 ws://dash.example.com"),
            std::string::npos);
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
