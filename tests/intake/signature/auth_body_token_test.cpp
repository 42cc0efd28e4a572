#include <gtest/gtest.h>

#include "support/intake/senders.hpp"

namespace dealbell::intake {
namespace {

const std::string in_quotes = "\"" + usual_secret + "\"";

std::string failure_of(const std::string& path, const std::string& body,
                       const std::string& type = "application/json") {
  const Auth auth{"body-token", path, "", {{usual_secret}}};
  const auto verdict =
      verify(auth, {"POST", "/hooks/x", {{"content-type", type}}, body}, from_ms(0));
  return verdict.key ? "" : std::string(word_of(verdict.failure));
}

std::string nested(std::size_t levels, const std::string& inside) {
  return std::string(levels, '[') + inside + std::string(levels, ']');
}

TEST(BodyToken, IsFoundByItsPathOnly) {
  EXPECT_EQ(failure_of("$.token", R"({"token":)" + in_quotes + "}"), "");
  EXPECT_EQ(failure_of("$.token", R"({ "a" : [ {"token":1} ], "token" : )" + in_quotes + " }"), "");
  EXPECT_EQ(failure_of("$.a.b", R"({"b":1,"a":{"a":{"b":2},"b":)" + in_quotes + "}}"), "");
  EXPECT_EQ(failure_of("$.token", R"({"t\u006fken":"\u0061-secret-of-many-letters"})"), "");

  EXPECT_EQ(failure_of("$.token", R"({"a":{"token":)" + in_quotes + "}}"), "missing");
  EXPECT_EQ(failure_of("$.token", R"([{"token":)" + in_quotes + "}]"), "missing");
  EXPECT_EQ(failure_of("$.a.b", R"({"a":[{"b":)" + in_quotes + "}]}"), "missing");
  EXPECT_EQ(failure_of("$.a.b", R"({"c":{"b":)" + in_quotes + "}}"), "missing");
  EXPECT_EQ(failure_of("$.a.b", R"({"a":{"b":{"b":)" + in_quotes + "}}}"), "missing");
  EXPECT_EQ(failure_of("$.token", in_quotes), "missing");
  EXPECT_EQ(failure_of("$.token", R"({"token":12345678901234567890})"), "missing");
}

TEST(BodyToken, OccursOnce) {
  EXPECT_EQ(failure_of("$.token", R"({"token":"x","token":)" + in_quotes + "}"), "repeated");
  EXPECT_EQ(failure_of("$.token", R"({"token":)" + in_quotes + R"(,"token":"x"})"), "repeated");
  EXPECT_EQ(failure_of("$.a.b", R"({"a":{"b":)" + in_quotes + R"(},"a":{"b":"x"}})"), "repeated");
  EXPECT_EQ(failure_of("//T", "<a><T>" + usual_secret + "</T><T>x</T></a>"), "repeated");
  EXPECT_EQ(failure_of("$.token", "token=" + usual_secret + "&token=x",
                       "application/x-www-form-urlencoded"),
            "repeated");
}

TEST(BodyToken, RejectsInvalidBodies) {
  const auto token = R"("token":)" + in_quotes;
  for (const auto& body : {std::string(), "{" + token, "{" + token + "}}", token,
                           "{" + token + ",\"a\":\"\xff\"}", "{" + token + "}" + '\0' + "x"})
    EXPECT_EQ(failure_of("$.token", body), "malformed") << body;
  EXPECT_EQ(failure_of("//T", "<a><T>" + usual_secret + "</T>"), "malformed");
}

TEST(BodyToken, LimitsTheDepth) {
  const auto json = [](std::size_t levels) {
    return R"({"a":)" + nested(levels, "1") + R"(,"token":)" + in_quotes + "}";
  };
  EXPECT_EQ(failure_of("$.token", json(63)), "");
  EXPECT_EQ(failure_of("$.token", json(64)), "malformed");
  EXPECT_EQ(failure_of("$.token", nested(1'000'000, "1")), "malformed");

  std::string open, close;
  for (int i = 0; i < 100'000; ++i) open += "<a>", close += "</a>";
  EXPECT_EQ(failure_of("//T", open + "<T>" + usual_secret + "</T>" + close), "malformed");
}

TEST(BodyToken, XmlPathsUseLocalNamesAndNeedPlainText) {
  EXPECT_EQ(failure_of("//n/T", R"(<a xmlns:x="u"><x:n><x:T>)" + usual_secret + "</x:T></x:n></a>"),
            "");
  EXPECT_EQ(failure_of("//n/T", "<a><T>" + usual_secret + "</T></a>"), "missing");
  EXPECT_EQ(failure_of("//T", "<T><b>" + usual_secret + "</b></T>"), "missing");
  EXPECT_EQ(failure_of("//T", "<T>" + usual_secret.substr(1) + "</T>"), "mismatch");
}

TEST(BodyToken, RejectsADoctype) {
  const auto rest = "<a><T>" + usual_secret + "</T></a>";
  EXPECT_EQ(failure_of("//T", R"(<?xml version="1.0"?>)" + rest), "");
  EXPECT_EQ(failure_of("//T", "<!DOCTYPE a>" + rest), "malformed");
  EXPECT_EQ(failure_of("//T", R"(<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]>)" + rest),
            "malformed");
}

TEST(BodyToken, IsRedactedAndNothingElseChanges) {
  struct Case {
    std::string path, type, body, stored;
  };
  const std::vector<Case> cases = {
      {"$.token", "application/json", R"({"v":1.50, "token" : )" + in_quotes + ",\t\"n\":1e400}",
       "{\"v\":1.50, \"token\" : \"[redacted]\",\t\"n\":1e400}"},
      {"$.a.b", "application/json", R"({"b":"b","a":{"b":"\u0061\"x"}})",
       R"({"b":"b","a":{"b":"[redacted]"}})"},
      {"$.token", "application/x-www-form-urlencoded",
       "a=%41&token=a%2Db&b=", "a=%41&token=%5Bredacted%5D&b="},
      {"//T", "text/xml", "\xEF\xBB\xBF<a b='&amp;'><T> s&lt;t </T> &amp;</a>",
       "\xEF\xBB\xBF<a b='&amp;'><T>[redacted]</T> &amp;</a>"},
  };
  for (const auto& one : cases) {
    const Auth auth{"body-token", one.path, "", {{usual_secret}}};
    const Delivery delivery{"POST", "/hooks/x", {{"content-type", one.type}}, one.body};
    EXPECT_EQ(redacted({auth}, delivery).body, one.stored);
  }
}

}  // namespace
}  // namespace dealbell::intake
